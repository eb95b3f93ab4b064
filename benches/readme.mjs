// node benches/readme.mjs: holds the figures of the documents against results.json; with --write, writes them anew.
import { outdated, write } from './lib/documents.mjs'

if (process.argv.includes('--write')) {
  console.log(`written: ${write().join(', ')}`)
} else if (outdated().length) {
  console.error(
    `Other figures than in benches/results/results.json: ${outdated().join(', ')}. Run node benches/readme.mjs --write, or cargo xtask bench to measure anew.`,
  )
  process.exitCode = 1
}

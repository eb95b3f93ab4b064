// node benches/readme.mjs: holds the README's figures against results.json; with --write, writes them anew.
import { isCurrent, write } from './lib/readme.mjs'

if (process.argv.includes('--write')) {
  write()
} else if (!isCurrent()) {
  console.error(
    'README.md does not say what benches/results/results.json says. Run node benches/readme.mjs --write, or cargo xtask bench to measure anew.',
  )
  process.exitCode = 1
}

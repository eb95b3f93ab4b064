// node benches/sizes.mjs: holds the built files against sizes.json; with --update, writes it anew.
import { readFileSync, writeFileSync } from 'node:fs'
import { sizes } from './lib/sizes.mjs'

/** Compilers and compressors of other versions differ by less. */
const GROWTH = 1.02
const BUDGET = new URL('sizes.json', import.meta.url)

const found = sizes()
if (process.argv.includes('--update')) {
  writeFileSync(BUDGET, JSON.stringify(found, null, 2) + '\n')
} else {
  const budget = JSON.parse(readFileSync(BUDGET, 'utf8'))
  const grown = []
  for (const [name, weight] of Object.entries(found)) {
    const allowed = budget[name]
    if (!allowed) grown.push(`${name} is not in benches/sizes.json`)
    for (const [unit, now] of Object.entries(weight)) {
      if (allowed && now > allowed[unit] * GROWTH)
        grown.push(
          `${name} has ${now} bytes (${unit}), ${((now / allowed[unit] - 1) * 100).toFixed(1)} % above its ${allowed[unit]}`,
        )
    }
  }
  if (grown.length) {
    console.error(
      `Grown beyond 2 %:\n  ${grown.join('\n  ')}\nMake it smaller; or, if it is worth its weight, run node benches/sizes.mjs --update and say why in the commit.`,
    )
    process.exitCode = 1
  }
}

// Many random JWK Sets, beside jose: node tests/interop/sets/run.mjs 30000 1
import process from 'node:process'
import * as lib from '../../../pkg/dist/node.mjs'
import { compareSets } from './compare.mjs'
import { DIFFERENCES } from './differences.mjs'

const [count = 3000, seed = 1] = process.argv.slice(2).map(Number)
const { passed, accepted, declared, failures } = await compareSets(lib, count, seed)
for (const failure of failures.slice(0, 10)) console.log(failure.slice(0, 3000))
for (const { name, accepts, reason } of DIFFERENCES) {
  console.log(`${declared[name] ?? 0} accepted by ${accepts} alone: ${name}. ${reason}`)
}
console.log(`${declared['several of them'] ?? 0} for several of these reasons; jwtmint accepted ${accepted}`)
console.log(`${passed} passed, ${failures.length} failed`)
process.exitCode = failures.length > 0 || passed === 0 ? 1 : 0

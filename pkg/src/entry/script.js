// Everything, for hosts without WebAssembly. The build turns it into one file without imports, which
// leaves the library in `module.exports` or, where there is no such thing, in the variable `jwtmint`.
import '../script/require-bigint.js'
import instantiate from 'jwtmint-core'
import { createApi } from '../api/index.js'
import { createBindings } from '../script/adapter.js'
import { bignum } from '../script/bignum.js'

export default createApi(createBindings(instantiate, bignum))

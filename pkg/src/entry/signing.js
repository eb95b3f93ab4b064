// The same as signing-hmac.js for every algorithm of script.js.
import '../script/require-bigint.js'
import instantiate from 'jwtmint-core'
import { createApi } from '../api/index.js'
import { createBindings } from '../script/adapter.js'
import { bignum } from '../script/bignum.js'
import { onlySigning } from '../script/only-signing.js'

export default onlySigning(createApi(createBindings(instantiate, bignum)))

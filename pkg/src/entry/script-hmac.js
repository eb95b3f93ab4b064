// HS256, HS384 and HS512 only, decoding and inspection: half the size of script.js, published likewise.
import instantiate from 'jwtmint-core'
import { createApi } from '../api/index.js'
import { createBindings } from '../script/adapter.js'

export default createApi(createBindings(instantiate, null))

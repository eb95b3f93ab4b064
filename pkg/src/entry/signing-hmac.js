// What the collections' scripts call, and no more: an interpreter reads all of it on every request. HS256, HS384, HS512.
import instantiate from 'jwtmint-core'
import { createApi } from '../api/index.js'
import { createBindings } from '../script/adapter.js'
import { onlySigning } from '../script/only-signing.js'

export default onlySigning(createApi(createBindings(instantiate, null)))

// @ts-check
// Keys by address. The only part of the package that touches the network, and none of the others loads it.
import * as jwtmint from 'jwtmint'
import { createRemote } from '../remote/index.js'

export const { remoteKeys, RemoteKeysError } = createRemote(jwtmint)

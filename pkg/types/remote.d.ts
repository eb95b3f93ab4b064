/**
 * The keys of an issuer by their address: fetched by the host's `fetch` when they are needed, kept for as long as the
 * issuer allows. The only part of jwtmint that touches the network; nothing else loads it.
 *
 * ```js
 * import { verify } from 'jwtmint'
 * import { remoteKeys } from 'jwtmint/remote'
 *
 * const keys = remoteKeys('https://login.example', { discovery: true })
 * const { payload } = verify(token, await keys.for(token), { issuer: 'https://login.example', audience: 'https://api.example' })
 * ```
 */
import type { Key } from './index.js'

/** Options of {@link remoteKeys}. An unknown name, or a number out of its range, is an `ERR_OPTION_INVALID`. */
export interface RemoteKeysOptions {
  /**
   * The address is an issuer's: its keys are found by `/.well-known/openid-configuration` (OpenID Connect Discovery 1.0),
   * whose `issuer` must be that address to the letter. Default `false`: the address is that of the JWK Set.
   */
  discovery?: boolean
  /** How long one fetch may take, redirects and body included. Default 5000. */
  timeoutMilliseconds?: number
  /** The greatest answer that is read, in bytes. Default 262144. */
  maxBytes?: number
  /** Default 3. A page is not told where it is redirected, so there a redirect is an error. */
  maxRedirects?: number
  /** How long keys are kept when the answer does not say (`Cache-Control: max-age`). Default 600. */
  defaultAgeSeconds?: number
  /** Keys are kept for this long at least. Default 60. */
  minAgeSeconds?: number
  /** Keys are kept for this long at most. Default 86400. */
  maxAgeSeconds?: number
  /** How long after a fetch, good or not, the issuer is not asked again, whatever `kid` a token invents. Default 30. */
  pauseSeconds?: number
  /** How long keys whose time is over serve while the issuer cannot be reached. Default 300; 0 for never. */
  staleSeconds?: number
  /** Further headers of the request, texts without line breaks; they are not sent to another server after a redirect. */
  headers?: { [name: string]: string }
  /** Instead of the host's own. */
  fetch?: typeof fetch
}

/** The keys behind an address. */
export interface RemoteKeys {
  /**
   * The set of keys that has the token's key, for `verify`: its header is read, and nothing of it believed.
   *
   * @throws {JwtError} `ERR_KEY_NOT_FOUND` when no key has the token's `kid`; `ERR_TOKEN_MALFORMED`, `ERR_HEADER_INVALID`
   * @throws {RemoteKeysError} when the keys cannot be fetched: that says nothing about the token
   */
  for(token: string): Promise<Key>
  /**
   * Fetches the keys now, such as at the start of a server.
   *
   * @throws {RemoteKeysError} when they cannot be fetched
   */
  refresh(): Promise<void>
}

/**
 * Makes ready to fetch keys; nothing is fetched before the first token.
 *
 * @param address https, or `http` on this machine (`localhost`, 127.0.0.0/8, `[::1]`); without a user name or password
 * @throws {RemoteKeysError} `ERR_REMOTE_ADDRESS`
 * @throws {JwtError} `ERR_OPTION_INVALID`
 * @example
 * const keys = remoteKeys('https://login.example/keys')
 */
export function remoteKeys(address: string | URL, options?: RemoteKeysOptions): RemoteKeys

/** The stable, machine-readable kind of a {@link RemoteKeysError}. */
export type RemoteKeysErrorCode =
  | 'ERR_REMOTE_ADDRESS'
  | 'ERR_REMOTE_INVALID'
  | 'ERR_REMOTE_REDIRECT'
  | 'ERR_REMOTE_STATUS'
  | 'ERR_REMOTE_TIMEOUT'
  | 'ERR_REMOTE_TOO_LARGE'
  | 'ERR_REMOTE_UNREACHABLE'

/** Keys cannot be had. It often passes, and says nothing about any token: a server answers 503, not 401. */
export class RemoteKeysError extends Error {
  private constructor()
  readonly name: 'RemoteKeysError'
  readonly code: RemoteKeysErrorCode
  /** What the host's fetch threw, where it did. */
  readonly cause?: unknown
}

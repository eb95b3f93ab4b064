// The worker: all work with keys and tokens happens here, so that typing never waits for it.
// The first message is the compiled WebAssembly; every other one a job { id, kind, job }.

import init, { algorithms, decode, generateKey, importKey, inspect, JwtError, sign, version } from 'jwtmint/web'
import { compact } from '../lib/json-text.js'
import { decodeLoosely } from '../lib/lenient.js'
import { fillJson, fillText, namesIn } from '../lib/placeholders.js'
import { computed } from './computed.js'
import { describe } from './describe.js'
import { keyOf } from './key-input.js'
import { faultsIn } from './syntax.js'

const jobs = { start, mint, describe: (job) => describe(keyOf(job.key)), generate, check, file }

let started

self.onmessage = async ({ data }) => {
  if (data.module) {
    started = init(data.module)
    // Told to every job that waits for it; alone it would be an unhandled rejection.
    started.catch(() => {})
    return
  }
  try {
    await started
    self.postMessage({ id: data.id, value: await jobs[data.kind](data.job) })
  } catch (thrown) {
    self.postMessage({ id: data.id, error: { ...plain(thrown), faults: thrown?.faults?.map(plain) } })
  }
}

/** An error that can be posted. @param {any} thrown */
function plain(thrown) {
  const { message, code, claim, position } =
    thrown instanceof JwtError
      ? thrown
      : {
          message: String(thrown?.message ?? thrown),
          code: typeof thrown?.code === 'string' ? thrown.code : 'ERR_INTERNAL',
        }
  return { message, code, claim, position, box: thrown?.box }
}

function start() {
  return { version, algorithms: algorithms.map((algorithm) => ({ ...algorithm })) }
}

/** Signs; what the form holds becomes the library's options. `key` is null where its box is empty. */
async function mint({ algorithm, claims, header, quick, values, key, weak }) {
  const unsecured = algorithm === 'none'
  const claimsText = claims.trim() || '{}'
  const headerText = header.trim() || '{}'
  const { expiresIn, notBefore } = optionsOf(quick, values)
  const faults = faultsIn({ claims: claimsText, header: headerText, expiresIn, notBefore })
  let signer = null
  try {
    if (!unsecured) signer = key ? keyOf(key) : missingKey()
  } catch (error) {
    faults.push(Object.assign(error, { box: 'key' }))
  }
  if (faults.length) throw { message: faults[0].message, faults }
  const known = await computed(namesIn(claimsText, headerText, ...Object.values(quick).map(String)), values, signer)
  // Laid out for reading, but signed without the white space.
  const filledHeader = fillJson(compact(headerText), known)
  const filledClaims = withoutEmpty(fillJson(compact(claimsText), known))
  const options = optionsOf(quick, known)
  if (algorithm) options.algorithm = algorithm
  if (filledHeader !== '{}') options.header = filledHeader
  if (weak) options.allowInsecureKeySizes = true
  if (unsecured) options.allowUnsecured = true
  const token = sign(filledClaims, signer, options)
  return {
    token,
    known,
    options,
    expires: expiryOf(token),
    open: namesIn(filledClaims, filledHeader, JSON.stringify(options)),
  }
}

function missingKey() {
  throw { code: 'EMPTY', message: '' }
}

/** In seconds since 1970, or null. A token beyond the core's own limit was minted all the same. @param {string} token */
function expiryOf(token) {
  try {
    const { exp } = decode(token).payload
    return typeof exp === 'number' ? exp : null
  } catch {
    return null
  }
}

/** A hash of an access token that was not given is left out, as RFC 9449 wants it. @param {string} text */
function withoutEmpty(text) {
  return text.replace(/,?\s*"ath"\s*:\s*"\{\{\s*ath\s*\}\}"/, '').replace(/^\{\s*,/, '{')
}

function optionsOf(quick, known) {
  const options = {}
  const names = { issuer: 'issuer', subject: 'subject', lifetime: 'expiresIn', notBefore: 'notBefore', keyid: 'keyid' }
  for (const [field, option] of Object.entries(names)) {
    const value = fillText(quick[field] || '', known).trim()
    if (value) options[option] = /^\d+$/.test(value) && /^(expiresIn|notBefore)$/.test(option) ? Number(value) : value
  }
  const audience = fillText(quick.audience || '', known)
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
  if (audience.length) options.audience = audience.length === 1 ? audience[0] : audience
  if (quick.fresh) options.jwtid = true
  else if (quick.jwtid) options.jwtid = fillText(quick.jwtid, known)
  // Said either way: the claims go over as text, which gets no time of its own accord.
  options.noTimestamp = !quick.iat
  return options
}

/** Makes a key and shows it as it goes into the key box: a PEM, or a secret as text. */
function generate({ algorithm, bits }) {
  const key = generateKey(algorithm, bits ? { bits } : undefined)
  try {
    return { text: key.type === 'secret' ? key.toJwk().k : key.toPem(), secret: key.type === 'secret' }
  } finally {
    key.free()
  }
}

/**
 * The report, and each part of the token as far as it can be read. A key that cannot be read is a fault of its own:
 * the token is taken apart all the same.
 */
function check({ token, key, expect, weak }) {
  const options = { ...expect }
  if (weak) options.allowInsecureKeySizes = true
  let held = null
  let fault = null
  try {
    held = key && keyOf(key)
  } catch (error) {
    fault = plain(error)
  }
  const report = inspect(token, held, options)
  const loose = token.length > 1 << 20 ? [] : token.split('.', 3).slice(0, 2).map(decodeLoosely)
  return { report, loose, fault }
}

/** A key file that is not text: DER, or the bytes of a secret. */
function file({ bytes }) {
  try {
    const key = importKey(bytes)
    if (key.type !== 'secret') return { text: key.toPem(), encoding: 'auto' }
  } catch {
    // Not a key in DER: the bytes are the secret.
  }
  return { text: Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''), encoding: 'hex' }
}

// Interoperability in both directions: each peer verifies what jwtmint signs and jwtmint what the peer
// signs, for every algorithm the peer has, with keys from every maker, fresh for each run.
import assert from 'node:assert/strict'
import { createPrivateKey, createPublicKey, createSecretKey } from 'node:crypto'
import { env } from 'node:process'
import * as full from '../../pkg/dist/full.mjs'
import * as usual from '../../pkg/dist/node.mjs'
import { freshKeys } from './keys.mjs'
import { ML_DSA, mlDsaForms, mlDsaKeys } from './ml-dsa.mjs'
import * as jose from './peers/jose.mjs'
import * as jsonwebtoken from './peers/jsonwebtoken.mjs'
import * as openssl from './peers/openssl.mjs'
import * as newerNode from './peers/newer-node.mjs'
import { start } from './peers/python.mjs'
import { compareSets } from './sets/compare.mjs'

if (!env.JWTMINT_PYTHON) {
  console.error(
    'Set JWTMINT_PYTHON to an interpreter with tests/interop/requirements.txt installed (`cargo xtask test interop` does it).',
  )
  process.exit(2)
}
const python = start(env.JWTMINT_PYTHON)
const node = newerNode.start()
const peers = [jose, jsonwebtoken, openssl, ...python.peers, ...node.peers]
const counts = new Map()
const failures = []

const keys = [...(await freshKeys(usual, python.makeKey)), ...(await mlDsaKeys(full, python, node))]
for (const key of keys) {
  for (const peer of peers) if (peer.algorithms.includes(key.algorithm)) await both(peer, key)
  await check('forms', key, 'every form', () => forms(key))
}
python.stop()
node.stop()
const sets = await compareSets(usual, Number(env.JWTMINT_SETS || 3000), 1)
counts.set('sets, as in jose', sets.passed)
failures.push(...sets.failures)

let passed = 0
for (const [name, count] of counts) {
  passed += count
  console.log(`${name.padEnd(16)} ${count} passed`)
}
for (const failure of failures) console.log(`  ${failure}`)
console.log(`${passed} passed, ${failures.length} failed`)
process.exitCode = failures.length > 0 || passed === 0 ? 1 : 0

function libraryFor(algorithm) {
  return ML_DSA.includes(algorithm) ? full : usual
}

async function both(peer, key) {
  const { algorithm } = key
  const lib = libraryFor(algorithm)
  const now = Math.floor(Date.now() / 1000)
  const claims = { iss: 'jwtmint', sub: 'ä€🔑', n: 1.5, deep: { list: [1, null, true] }, iat: now, exp: now + 300 }
  await check(peer.name, key, 'verifies ours', async () => {
    const token = lib.sign(claims, ours(key, 'private'), { algorithm })
    assert.deepEqual(await peer.verify(algorithm, key, token), claims)
    await assert.rejects(async () => peer.verify(algorithm, key, changed(token)), 'a changed token must be refused')
  })
  await check(peer.name, key, 'signs for us', async () => {
    const token = await peer.sign(algorithm, key, claims)
    assert.deepEqual(
      lib.verify(token, ours(key, 'public'), { algorithms: [algorithm], issuer: 'jwtmint' }).payload,
      claims,
    )
    assert.throws(() => lib.verify(changed(token), ours(key, 'public')), { code: 'ERR_SIGNATURE_INVALID' })
  })
}

function ours(key, side) {
  return key.secret ? { secret: key.secret, encoding: 'base64url' } : key[`${side}Pem`]
}

function changed(token) {
  const [header, , signature] = token.split('.')
  return `${header}.${Buffer.from('{"exp":9999999999}').toString('base64url')}.${signature}`
}

/** jwtmint reads every form of the key that Node writes, Node's own objects too, and writes the same forms. */
function forms(key) {
  const { algorithm } = key
  const lib = libraryFor(algorithm)
  if (lib === full) return mlDsaForms(lib, key)
  if (key.secret) {
    const token = lib.sign({}, ours(key), { algorithm })
    const secret = createSecretKey(key.secret, 'base64url')
    for (const form of [secret, Buffer.from(key.secret, 'base64url'), { kty: 'oct', k: key.secret }])
      lib.verify(token, form, { algorithms: [algorithm] })
    return
  }
  const privates = [
    key.privatePem,
    key.privateJwk,
    JSON.stringify(key.privateJwk),
    createPrivateKey(key.privatePem),
    createPrivateKey(key.privatePem).export({ type: 'pkcs8', format: 'der' }),
  ]
  const publics = [
    key.publicPem,
    key.publicJwk,
    { keys: [key.publicJwk] },
    createPublicKey(key.publicPem),
    createPublicKey(key.publicPem).export({ type: 'spki', format: 'der' }),
  ]
  for (const [i, form] of privates.entries())
    lib.verify(lib.sign({}, form, { algorithm }), publics[i], { algorithms: [algorithm] })
  const imported = lib.importKey(key.privateJwk)
  assert.equal(imported.toPem(), key.privatePem)
  assert.equal(imported.publicKey().toPem(), key.publicPem)
  for (const [made, expected] of [
    [imported.toJwk(), key.privateJwk],
    [imported.publicKey().toJwk(), key.publicJwk],
  ]) {
    for (const member of Object.keys(expected)) assert.equal(made[member], expected[member], member)
  }
}

async function check(name, key, what, run) {
  try {
    await run()
    counts.set(name, (counts.get(name) ?? 0) + 1)
  } catch (error) {
    failures.push(`${name}: ${key.algorithm}, key by ${key.maker}: ${what}: ${error.message}`)
  }
}

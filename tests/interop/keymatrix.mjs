// The key matrix: keys that other tools make, in every form and size each tool writes, are imported here, sign and
// verify, with Node's own crypto on the other side; exported again they are the same key. Forms that are recognised
// and unsupported are refused with the sentence that names the way out.
import assert from 'node:assert/strict'
import { constants, createPrivateKey, createPublicKey, sign as nodeSign, verify as nodeVerify } from 'node:crypto'
import { env } from 'node:process'
import * as lib from '../../pkg/dist/node.mjs'
import { KINDS } from './keymatrix/kinds.mjs'
import * as jose from './keymatrix/jose.mjs'
import * as openssl from './keymatrix/openssl.mjs'
import * as python from './keymatrix/python.mjs'
import * as sshKeygen from './keymatrix/ssh-keygen.mjs'
import * as unsupported from './keymatrix/unsupported.mjs'

if (!env.JWTMINT_PYTHON) {
  console.error(
    'Set JWTMINT_PYTHON to an interpreter with tests/interop/requirements.txt installed (`cargo xtask test keymatrix` does it).',
  )
  process.exit(2)
}
const failures = []
let passed = 0

for (const maker of [openssl, sshKeygen, python, jose]) {
  const before = passed
  for (const kind of maker.kinds) {
    const { reference, forms } = await maker.make(kind)
    const pem = reference ?? lib.importKey(forms[0].key).toPem()
    const pair = { private: createPrivateKey(pem), public: createPublicKey(pem) }
    for (const form of forms) check(`${maker.name} ${kind} ${form.name}`, () => works(kind, form, pair))
  }
  console.log(`${maker.name.padEnd(14)} ${passed - before} forms passed`)
}
for (const { name, key, says, code } of unsupported.make()) {
  check(`refused: ${name}`, () => {
    assert.throws(
      () => lib.sign({}, key),
      (error) => error.code === (code ?? 'ERR_KEY_INVALID') && says.test(error.message),
    )
    // Nor is it ever a secret.
    assert.throws(() => lib.sign({}, key, { algorithm: 'HS256' }), { name: 'JwtError' })
    if (typeof key === 'string')
      assert.throws(() => lib.sign({}, { secret: key, encoding: 'utf8' }, { algorithm: 'HS256' }), {
        code: 'ERR_KEY_MISMATCH',
      })
  })
}
for (const failure of failures) console.log(`  ${failure}`)
console.log(`${passed} passed, ${failures.length} failed`)
process.exitCode = failures.length > 0 || passed === 0 ? 1 : 0

function check(name, run) {
  try {
    run()
    passed++
  } catch (error) {
    failures.push(`${name}: ${error.code ?? ''} ${error.message}`)
  }
}

function works(kind, form, pair) {
  const key = lib.importKey(form.key, form.passphrase ? { passphrase: form.passphrase } : {})
  for (const algorithm of KINDS[kind].algorithms) {
    const input = `${encoded({ alg: algorithm })}.${encoded({ sub: kind })}`
    const theirs = `${input}.${nodeSign(digest(algorithm), Buffer.from(input), scheme(algorithm, pair.private)).toString('base64url')}`
    assert.equal(lib.verify(theirs, key, { algorithms: [algorithm] }).payload.sub, kind)
    if (form.isPublic) {
      assert.throws(() => lib.sign({}, key, { algorithm }), { code: 'ERR_KEY_MISMATCH' })
    } else {
      const [header, payload, signature] = lib.sign({ sub: kind }, key, { algorithm }).split('.')
      assert.ok(
        nodeVerify(
          digest(algorithm),
          Buffer.from(`${header}.${payload}`),
          scheme(algorithm, pair.public),
          Buffer.from(signature, 'base64url'),
        ),
        `${algorithm}: Node refuses our signature`,
      )
    }
    // A public key in any form is never a secret: the algorithm-confusion attack.
    assert.throws(() => lib.sign({}, key, { algorithm: 'HS256' }), { code: 'ERR_KEY_MISMATCH' })
  }
  if (form.name.includes('JWK Set')) return
  const node = form.isPublic ? pair.public : pair.private
  assert.ok((form.isPublic ? createPublicKey : createPrivateKey)(key.toPem()).equals(node), 'another key in PEM')
  assert.ok(
    (form.isPublic ? createPublicKey : createPrivateKey)({ key: key.toJwk(), format: 'jwk' }).equals(node),
    'another key in JWK',
  )
  assert.ok(createPublicKey(key.publicKey().toPem()).equals(pair.public), 'another public key')
  assert.equal(lib.importKey(key.toPem()).thumbprint(), key.thumbprint())
}

function encoded(value) {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function digest(algorithm) {
  if (algorithm.startsWith('Ed')) return null
  return `sha${algorithm.slice(2, 5)}`
}

function scheme(algorithm, key) {
  if (algorithm.startsWith('PS'))
    return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
  return { key, dsaEncoding: 'ieee-p1363' }
}

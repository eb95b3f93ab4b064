// Keys as testers have them: how a key lies in a variable, and what is put there in its place.
import { randomBytes } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { equal, tally } from '../lib/tally.mjs'
import { tokensOf } from '../lib/workflow.mjs'
import { freshPair } from '../../lib/fresh-pair.mjs'

const SECRET = 'Q7m2x9Lk4Vb8Rt1Zp6Wd3Ns5Hc0Yf-and-more'
const rsa = freshPair('rsa', { modulusLength: 2048 })
const p256 = freshPair('ec', { namedCurve: 'P-256' })
const pem = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' })
const pkcs1 = rsa.privateKey.export({ type: 'pkcs1', format: 'pem' })
const jwk = JSON.stringify(rsa.privateKey.export({ format: 'jwk' }))
const base64 = (text) => Buffer.from(text).toString('base64')
const inLines = (text, length) => text.replace(new RegExp(`(.{${length}})`, 'g'), '$1\n')

const account = {
  type: 'service_account',
  private_key_id: 'of-the-file',
  private_key: pem,
  client_email: 'zoë@x.example',
}
const file = JSON.stringify(account, null, 2)
const FIELD = { claims: '{"iss":"[[key:client_email]]"}' }
const web = (() => {
  const { d, x, y } = p256.privateKey.export({ format: 'jwk' })
  const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
  return { publicKey: point.toString('base64url'), privateKey: d }
})()

/** [how the key lies in the variable, variables, the `kid` it comes with]. */
const RSA = [
  ['PEM on one line', { clientKey: pem.replace(/\n/g, '\\n') }],
  ['PEM on one line with \\r\\n', { clientKey: pem.replace(/\n/g, '\\r\\n') }],
  ['PEM whose lines are joined by spaces', { clientKey: pem.replace(/\n/g, ' ') }],
  ['PEM in double quotes', { clientKey: JSON.stringify(pem) }],
  ['PEM in single quotes', { clientKey: `'${pem}'` }],
  ['PEM behind a byte order mark', { clientKey: `\uFEFF${pem}` }],
  ['PEM in base64', { clientKey: base64(pem) }],
  ['PEM in lines of base64, said so', { clientKey: inLines(base64(pem), 76), keyEncoding: 'base64' }],
  ['PEM without its first and last line', { clientKey: pem.replace(/-----.*-----/g, '') }],
  ['a JWK in base64', { clientKey: base64(jwk) }],
  ['a JWK in base64, said so', { clientKey: base64(jwk), keyEncoding: 'base64' }],
  ['a JWK in quotes', { clientKey: JSON.stringify(jwk) }],
  ['a key file', { clientKey: file, ...FIELD }, 'of-the-file'],
  ['a key file in base64', { clientKey: base64(file), ...FIELD }, 'of-the-file'],
  ['a key file in quotes', { clientKey: `'${file}'`, ...FIELD }, 'of-the-file'],
  ['a key file behind a byte order mark', { clientKey: `\uFEFF${file}`, ...FIELD }, 'of-the-file'],
  ['a key file whose \\n have become line breaks', { clientKey: file.replace(/\\n/g, '\n'), ...FIELD }, 'of-the-file'],
  ['a file with text before its PEM', { clientKey: JSON.stringify({ id: 'y', private_key: `Key <y>\n${pem}` }) }, 'y'],
  ['a file with its PEM in base64', { clientKey: JSON.stringify({ id: 'm', private_key: base64(pkcs1) }) }, 'm'],
  ['a file with pem and jwk', { clientKey: JSON.stringify({ id: 'c', pem: base64(pkcs1), jwk: base64(jwk) }) }, 'c'],
  ['a file whose id is an account', { clientKey: JSON.stringify({ id: 'D8@techacct.adobe.com', privateKey: pem }) }],
  ['a file that calls the PEM key', { clientKey: JSON.stringify({ key_id: 'a', key: pem, in_house: false }) }, 'a'],
  [
    'a file with a JWK inside',
    { clientKey: JSON.stringify({ keys_of: { privateKey: { ...JSON.parse(jwk), kid: 'j' } } }) },
    'j',
  ],
]

const own = (more) => ({ keyEncoding: '', ...more })
const secret = randomBytes(48)

/** [how the secret is written, variables, its bytes]. */
const SECRETS = [
  ['base64 in lines', { clientKey: inLines(secret.toString('base64'), 20), keyEncoding: 'base64' }, secret],
  ['base64url, called base64', { clientKey: secret.toString('base64url'), keyEncoding: 'base64' }, secret],
  ['base64, called base64url', { clientKey: secret.toString('base64'), keyEncoding: 'base64url' }, secret],
  ['hexadecimal in lines', { clientKey: inLines(secret.toString('hex'), 32), keyEncoding: 'hex' }, secret],
]

/** [what stands in the key's place, what the message says of it]. */
const MISTAKEN = [
  [`SHA256 Fingerprint=${'AB:'.repeat(31)}CD`, /fingerprint/],
  [`SHA2-256(stdin)= ${randomBytes(32).toString('hex')}`, /fingerprint/],
  [`sha256/${randomBytes(32).toString('base64')}`, /fingerprint/],
  [`${'ab:'.repeat(19)}cd`, /fingerprint/],
  ['tester@my-project-123.iam.gserviceaccount.com', /name of an account/],
  ['123456789012-abcdefghijklmnopqrst.apps.googleusercontent.com', /name of an account/],
  ['organizations/3f2b8d7e-7c1d-4c5a-9a0e-2f6e5d1c0b9a/apiKeys/1f2b8d7e', /name of a key/],
  [`SK${randomBytes(16).toString('hex')}`, /identifier/],
  [`3MVG9${'lKcPoNINVBIPJjdw.J9LLM82HnFVVX19KY1u'.repeat(2)}`, /consumer key/],
  [`Bearer ${base64('{"alg":"HS256"}')}.e30.c2lnbmF0dXJl`, /a token/],
  [`ghp_${randomBytes(18).toString('hex')}`, /a token/],
  ['/home/tester/keys/private-key-for-tests.pem', /path of a file/],
  ['https://auth.example/.well-known/jwks.json', /address/],
  ['<<clientSecret>>', /variable as another program/],
  [`\${CLIENT_SECRET}`, /variable as another program/],
  ['[object Object]', /empty variable/],
  [rsa.publicKey.export({ type: 'spki', format: 'pem' }), /public key/],
  ['{"installed":{"client_id":"x","client_secret":"y"}}', /without a private key/],
  ['  \n', /is empty/],
]

export const keyForms = {
  name: 'keys as they lie in variables',
  async run() {
    const t = tally(this.name)
    for (const [name, variables, kid] of RSA) {
      await t.check(name, async () => {
        const { made } = await tokensOf(variables)
        const { payload } = await jwtVerify(made.jwt, rsa.publicKey, { algorithms: ['RS256'] })
        equal(decodeProtectedHeader(made.jwt).kid, kid, 'kid')
        if (variables.claims) equal(payload.iss, account.client_email, 'a field of the file')
      })
    }
    for (const [name, variables, bytes] of SECRETS)
      await t.check(name, async () => jwtVerify((await tokensOf(own(variables))).made.jwt, bytes))
    await t.check('a key file of web push', async () => {
      const { made } = await tokensOf({ clientKey: JSON.stringify(web), algorithm: 'ES256' })
      await jwtVerify(made.jwt, p256.publicKey)
    })
    for (const [text, told] of MISTAKEN)
      await t.check(`${text.trim().slice(0, 24)}… is no key`, async () => {
        const message = await refusal({ clientKey: text })
        equal([told.test(message), /"clientKey"/.test(message)], [true, true], message)
        equal(message.includes(text.slice(0, 30)), false, 'the value in the message')
      })
    await t.check('a secret with dots', async () => {
      const { made } = await tokensOf({ clientKey: 'this.is.the.secret.of.the.partner.in.tests' })
      equal(decodeProtectedHeader(made.jwt).alg, 'HS256', 'alg')
    })
    await t.check('what is no key may be the secret', async () => {
      const { made } = await tokensOf({ clientKey: 'tester@my-project-123.example.com', keyEncoding: 'utf8' })
      equal(decodeProtectedHeader(made.jwt).alg, 'HS256', 'alg')
    })
    for (const clientKey of [`${SECRET}\n`, ` ${SECRET}`])
      await t.check(`${JSON.stringify(clientKey)} is signed with as it is, and said`, async () => {
        const { made, warnings } = await tokensOf({ clientKey, keyEncoding: 'utf8' })
        await jwtVerify(made.jwt, Buffer.from(clientKey))
        equal(/"clientKey" begins or ends with a space or line break/.test(warnings.join()), true, warnings.join())
      })
    await t.check('a secret that looks like base64 is signed with as text, and said', async () => {
      const clientKey = randomBytes(32).toString('base64')
      const { made, warnings } = await tokensOf({ clientKey })
      await jwtVerify(made.jwt, Buffer.from(clientKey))
      equal(/If its bytes are meant, set "keyEncoding" to base64/.test(warnings.join()), true, warnings.join())
      for (const encoding of ['utf8', 'base64'])
        equal((await tokensOf({ clientKey, keyEncoding: encoding })).warnings, [], `the warnings for ${encoding}`)
      equal((await tokensOf({ clientKey: SECRET })).warnings, [], 'the warnings for other text')
    })
    await t.check('a key in lines is warned of for no spaces', async () => {
      const { warnings } = await tokensOf({ clientKey: `\n${pem}\n` })
      equal(warnings, [], 'warnings')
    })
    await t.check('what the library says of its options names the variable', async () => {
      const message = await refusal({ clientKey: 'short', keyEncoding: 'utf8' })
      equal(/set the variable "allowInsecureKeySizes" to true/.test(message), true, message)
    })
    await t.check('a file without the field that is asked for', async () => {
      const message = await refusal({ clientKey: pem, ...FIELD })
      equal(/no such field/.test(message), true, message)
      equal(decodeJwt((await tokensOf({ clientKey: pem })).made.jwt).iss, undefined, 'iss')
    })
    return t
  },
}

const refusal = (variables) =>
  tokensOf(variables).then(
    () => Promise.reject(new Error('a token was made')),
    (error) => error.message,
  )

// The workflow without a client: what every kind of variable may hold, what a tester is told of the rest, and whose token is
// kept for whom.
import { createHash, createPublicKey, randomBytes, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { equal, tally } from '../lib/tally.mjs'
import { store, tokensOf } from '../lib/workflow.mjs'
import { freshPair } from '../../lib/fresh-pair.mjs'

const SECRET = 'Q7m2x9Lk4Vb8Rt1Zp6Wd3Ns5Hc0Yf-and-more'
const base = { clientKey: SECRET, keyEncoding: 'utf8', clientId: 'me', audience: 'https://api.example' }
const rsa = freshPair('rsa', { modulusLength: 2048 })
const pem = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' })
const ed = freshPair('ed25519')
const edBytes = (() => {
  const { d, x } = ed.privateKey.export({ format: 'jwk' })
  return Buffer.concat([Buffer.from(d, 'base64url'), Buffer.from(x, 'base64url')])
})()
const short = randomBytes(19).toString('base64url').slice(0, 19)

const claimsOf = async (variables, options) => decodeJwt((await tokensOf({ ...base, ...variables }, options)).made.jwt)
const headerOf = async (variables, options) =>
  decodeProtectedHeader((await tokensOf({ ...base, ...variables }, options)).made.jwt)
const now = () => Math.floor(Date.now() / 1000)
const near = (actual, expected, what) => {
  if (!(Math.abs(actual - expected) <= 3)) throw new Error(`${what}: expected about ${expected}, got ${actual}`)
}

/** [what, its check]. */
const GOOD = [
  [
    'the short variables',
    async () => {
      const { exp, iat, jti, ...rest } = await claimsOf({})
      equal(rest, { iss: 'me', aud: 'https://api.example' }, 'claims')
      near(exp - iat, 60, 'the life')
      equal(typeof jti, 'string', 'jti')
    },
  ],
  [
    'no variable but the key',
    async () => {
      const { made } = await tokensOf({ clientKey: SECRET, keyEncoding: 'utf8' })
      equal(Object.keys(decodeJwt(made.jwt)).sort(), ['exp', 'iat', 'jti'], 'claims')
    },
  ],
  [
    'claims replace and leave out',
    async () => {
      const found = await claimsOf({
        claims: '{"iss":"other","aud":null,"exp":"[[now+5m]]","iat":"[[now-1m]]","n":12.50}',
      })
      equal([found.iss, found.aud, found.jti], ['other', undefined, undefined], 'claims')
      near(found.exp, now() + 300, 'exp')
      near(found.iat, now() - 60, 'iat')
    },
  ],
  [
    'large numbers keep their digits',
    async () => {
      const { made } = await tokensOf({ ...base, claims: '{"id":12345678901234567890,"z":1.0}' })
      const text = Buffer.from(made.jwt.split('.')[1], 'base64url').toString()
      equal(text.endsWith('"id":12345678901234567890,"z":1.0}'), true, text)
    },
  ],
  [
    'a variable inside a string cannot break out of it',
    async () => {
      const found = await claimsOf({ claims: '{"sub":"{{user}}"}', user: 'x","admin":"yes' })
      equal([found.sub, found.admin], ['x","admin":"yes', undefined], 'claims')
    },
  ],
  [
    'a variable outside of strings',
    async () => equal((await claimsOf({ claims: '{"n":{{count}}}', count: '7' })).n, 7, 'n'),
  ],
  [
    'claims in another variable',
    async () => equal((await claimsOf({ claims: '{{partner}}', partner: '{"sub":"p"}' })).sub, 'p', 'sub'),
  ],
  [
    'the request in the claims',
    async () => {
      const claims =
        '{"r":"[[method]] [[host]][[path]]","u":"[[url]]","h":"[[htu]]","q":"[[query]]","b":"[[bodyHash:hex]]"}'
      const found = await claimsOf(
        { claims },
        { request: { method: 'post', url: 'HTTPS://Api.Example:443/a b/Zoë?x=1#f', body: 'é' } },
      )
      equal(found.r, 'POST api.example/a%20b/Zo%C3%AB', 'r')
      equal(
        [found.u, found.h, found.q],
        ['https://api.example/a%20b/Zo%C3%AB?x=1', 'https://api.example/a%20b/Zo%C3%AB', 'x=1'],
        'addresses',
      )
      equal(found.b, '4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c', 'the digest')
    },
  ],
  [
    'a digest of several parts of the request, as Atlassian wants it',
    async () => {
      const request = { method: 'get', url: 'https://a.example/rest/a b?startAt=2&expand=x y' }
      const canonical = '[[method]]&[[path]]&[[sortedQuery]]'
      const claims = '{"t":"[[target]]","hex":"[[sha256:canonical:hex]]","url":"[[sha256:canonical]]"}'
      const found = await claimsOf({ claims, canonical }, { request })
      const digest = createHash('sha256').update('GET&/rest/a%20b&expand=x%20y&startAt=2')
      equal(
        [found.t, found.hex, found.url],
        ['/rest/a%20b?startAt=2&expand=x%20y', digest.copy().digest('hex'), digest.digest('base64url')],
        'claims',
      )
    },
  ],
  [
    'an address without scheme and path',
    async () =>
      equal(
        (await claimsOf({ claims: '{"u":"[[htu]]"}' }, { request: { url: '127.0.0.1:18181' } })).u,
        'http://127.0.0.1:18181/',
        'u',
      ),
  ],
  [
    'a question mark that nothing follows',
    async () =>
      equal(
        (await claimsOf({ claims: '{"u":"[[url]]"}' }, { request: { url: 'https://api.example/r?' } })).u,
        'https://api.example/r',
        'u',
      ),
  ],
  [
    'dots in a path',
    async () =>
      equal(
        (await claimsOf({ claims: '{"u":"[[htu]]"}' }, { request: { url: 'http://[::1]:80/a/./b/../c' } })).u,
        'http://[::1]/a/c',
        'u',
      ),
  ],
  [
    'seconds in digits, minutes, and a minute back',
    async () => {
      const found = await claimsOf({ tokenLifetime: '90', issuedAtOffset: '-60s' })
      near(found.exp, now() + 90, 'exp')
      near(found.iat, now() - 60, 'iat')
    },
  ],
  ['an audience of several', async () => equal((await claimsOf({ audience: '["a","b"]' })).aud, ['a', 'b'], 'aud')],
  ['yes in any case', async () => equal(typeof (await claimsOf({ bindToken: 'TRUE' })).bh, 'string', 'bh')],
  ['no in any case', async () => equal((await claimsOf({ bindToken: 'No' })).bh, undefined, 'bh')],
  [
    'a header',
    async () =>
      equal(
        await headerOf({ header: '{"typ":"at+jwt","kid":"{{k}}","x":[1,null]}', k: 'K' }),
        { alg: 'HS256', typ: 'at+jwt', kid: 'K', x: [1, null] },
        'header',
      ),
  ],
  ['a header without typ', async () => equal(await headerOf({ header: '{"typ":null}' }), { alg: 'HS256' }, 'header')],
  [
    'a header without kid',
    async () => equal(await headerOf({ header: '{"kid":null}', keyId: 'K' }), { alg: 'HS256', typ: 'JWT' }, 'header'),
  ],
  [
    'a secret in base64',
    async () => {
      const bytes = randomBytes(32)
      const { made } = await tokensOf({ ...base, clientKey: bytes.toString('base64'), keyEncoding: 'base64' })
      await jwtVerify(made.jwt, bytes)
    },
  ],
  [
    'PEM in base64',
    async () => {
      const { made } = await tokensOf({
        ...base,
        clientKey: Buffer.from(pem).toString('base64'),
        keyEncoding: 'base64',
      })
      await jwtVerify(made.jwt, createPublicKey(rsa.publicKey.export({ type: 'spki', format: 'pem' })))
    },
  ],
  [
    'a short secret, allowed',
    async () => {
      const { made } = await tokensOf({ ...base, clientKey: short, allowInsecureKeySizes: 'Yes' })
      await jwtVerify(made.jwt, Buffer.from(short))
    },
  ],
  [
    '64 bytes in base64 that are an Ed25519 key',
    async () => {
      const { made } = await tokensOf({ ...base, clientKey: edBytes.toString('base64'), keyEncoding: undefined })
      equal(decodeProtectedHeader(made.jwt).alg, 'EdDSA', 'alg')
      await jwtVerify(made.jwt, ed.publicKey)
    },
  ],
  [
    'a secret with a line break at its end is signed with as it is, and said',
    async () => {
      const { made, warnings } = await tokensOf({ clientKey: `${SECRET} is a sentence with spaces\n` })
      await jwtVerify(made.jwt, Buffer.from(`${SECRET} is a sentence with spaces\n`))
      equal(/"clientKey" begins or ends with a space or line break/.test(warnings.join()), true, warnings.join())
    },
  ],
  [
    'PS256 with the salt derived where there is no random source',
    async () => {
      const saved = Object.getOwnPropertyDescriptor(globalThis, 'crypto')
      Object.defineProperty(globalThis, 'crypto', { value: undefined, configurable: true })
      let tokens
      try {
        tokens = [
          await tokensOf({ clientKey: pem, algorithm: 'PS256', tokenId: 'a' }),
          await tokensOf({ clientKey: pem, algorithm: 'PS256', tokenId: 'b' }),
        ]
      } finally {
        Object.defineProperty(globalThis, 'crypto', saved)
      }
      for (const { made } of tokens) await jwtVerify(made.jwt, rsa.publicKey, { algorithms: ['PS256'] })
    },
  ],
  [
    'variables of one request alone',
    async () => equal((await claimsOf({}, { overrides: { audience: 'https://other' } })).aud, 'https://other', 'aud'),
  ],
  [
    'a request that names no token needs none',
    async () => equal((await tokensOf({}, { uses: false })).made, {}, 'what was made'),
  ],
  [
    'a proof alone, for an access token from elsewhere',
    async () => {
      const { made } = await tokensOf({ dpop: 'true', dpopKey: pem, accessToken: 'abc' })
      const { ath, htm, htu } = decodeJwt(made.dpopProof)
      equal(
        [ath, htm, htu],
        ['ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0', 'GET', 'https://api.example/orders'],
        'the proof',
      )
      equal(decodeProtectedHeader(made.dpopProof).jwk.d, undefined, 'the private number')
      equal(made.jwt, undefined, 'jwt')
    },
  ],
]

/** [variables, the variable that the message names, what else it says]. Nothing of a secret may be in it. */
const BAD = [
  [{ clientKey: '' }, 'clientKey', /is empty/],
  [{ clientKey: '{{privateKey}}' }, 'clientKey', /\{\{privateKey\}\}, which nothing has replaced/],
  [{ clientKey: '{{vault:dev-key}}' }, 'clientKey', /"dev-key" to Postman's vault/],
  [{ clientKey: '{{process.env.DEV_KEY}}' }, 'clientKey', /"DEV_KEY" a value in the file \.env/],
  [{ clientKey: 'SHA256:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=', keyEncoding: '' }, 'clientKey', /fingerprint/],
  [{ clientKey: randomBytes(20).toString('hex'), keyEncoding: '' }, 'clientKey', /40 hexadecimal digits/],
  [{ clientKey: randomUUID(), keyEncoding: '' }, 'clientKey', /UUID/],
  [{ clientKey: randomBytes(64).toString('base64'), keyEncoding: '' }, 'clientKey', /64 bytes in base64/],
  [{ clientKey: edBytes.toString('base64'), keyEncoding: '', algorithm: 'HS256' }, 'algorithm', /Ed25519 key/],
  [{ clientKey: short }, 'clientKey', /allowInsecureKeySizes/],
  [{ clientKey: '{"project_id":"x"}', keyEncoding: '' }, 'clientKey', /without a private key/],
  [{ clientKey: pem, keyEncoding: 'base64' }, 'keyEncoding', /PEM/],
  [{ keyEncoding: 'Base64' }, 'keyEncoding', /Write utf8, base64, base64url, hex/],
  [{ clientKey: 'not base64!', keyEncoding: 'base64' }, 'clientKey', /not base64/],
  [{ algorithm: 'hs256' }, 'algorithm', /Write HS256/],
  [{ algorithm: 'RS256' }, 'algorithm', /./],
  [{ algorithm: 'XYZ' }, 'algorithm', /no algorithm that is known/],
  [{ algorithm: 'none' }, 'algorithm', /no algorithm that is known/],
  [{ tokenLifetime: '5 minutes' }, 'tokenLifetime', /number of seconds/],
  [{ tokenLifetime: '-5m' }, 'tokenLifetime', /number of seconds/],
  [{ issuedAtOffset: 'soon' }, 'issuedAtOffset', /-60s/],
  [{ bindToken: 'maybe' }, 'bindToken', /true or false/],
  [{ claims: '{"sub": }' }, 'claims', /not JSON/],
  [{ claims: '["a"]' }, 'claims', /a list/],
  [{ claims: '{"exp":[[now]]}' }, 'claims', /placeholders stand in double quotes/],
  [{ loginUrl: 'https://a.example/l', user: 'u', password: '{{pw}}' }, 'password', /\{\{pw\}\}/],
  [{ claims: '{"exp":1700000000000}' }, 'claims', /milliseconds/],
  [{ claims: '{"exp":"1700000000"}' }, 'claims', /without quotes/],
  [{ claims: '{"u":"https://{{host}}/token"}' }, 'claims', /\{\{host\}\}/],
  [{ claims: '{"u":"[[nwo]]"}' }, 'claims', /\[\[nwo\]\], which is not known/],
  [{ claims: '{"u":"[[key:private_key]]"}', clientKey: '{"private_key":"x"}', keyEncoding: '' }, 'claims', /is secret/],
  [{ claims: '{"x":"[[x5t]]"}' }, 'certificate', /is empty/],
  [{ claims: '{"x":"[[sha256:canonical:hex]]"}' }, 'canonical', /is empty/],
  [{ claims: '{"x":"[[sha256:canonical]]"}', canonical: '[[mehtod]]' }, 'canonical', /\[\[mehtod\]\]/],
  [{ claims: '{"x":"[[sha256:canonical]]"}', canonical: '[[path]' }, 'canonical', /not closed/],
  [{ claims: '{"x":"[[sha256:canonical]]"}', canonical: 'a[[sha256:canonical]]' }, 'canonical', /names itself/],
  [{ claims: '{"x":"[[sha256:canonical]]"}', canonical: '{{nowhere}} [[path]]' }, 'canonical', /\{\{nowhere\}\}/],
  [{ audience: 'https://{{host}}/token' }, 'audience', /\{\{host\}\}/],
  [{ audience: '[[origin]]' }, 'audience', /\[\[origin\]\].*where "claims"/],
  [{ audience: '["a", b]' }, 'audience', /begins like a JSON list/],
  [{ claims: '{"jti":"[[id]"}' }, 'claims', /not closed/],
  [{ claims: '{"jti":"{{id}"}' }, 'claims', /not closed/],
  [{ header: '{"kid":5}' }, 'header', /must be a string/],
  [{ header: '{"alg":"HS512"}', algorithm: 'HS256' }, 'algorithm', /one of the two places/],
  [{ tokenUrl: 'auth.example/token' }, 'tokenUrl', /with its scheme/],
  [{ tokenUrl: 'https://auth.example/token', grant: 'magic' }, 'grant', /login, password/],
  [{ grant: 'jwt-bearer' }, 'tokenUrl', /is empty/],
  [{ dpop: 'true' }, 'clientKey', /needs a private key/],
]

export const engine = {
  name: 'the workflow without a client',
  async run() {
    const t = tally(this.name)
    for (const [name, check] of GOOD) await t.check(name, check)
    for (const [variables, name, message] of BAD)
      await t.check(`${JSON.stringify(variables).slice(0, 60)} is refused`, () => refused(variables, name, message))
    await t.check('no token crosses over', crossing)
    await t.check('a token endpoint that takes GET', byGet)
    return t
  },
}

async function refused(variables, name, message) {
  const told = await tokensOf({ ...base, ...variables }).then(
    () => Promise.reject(new Error('a token was made')),
    (error) => error.message,
  )
  if (!told.includes(`"${name}"`)) throw new Error(`the message does not name ${name}: ${told}`)
  if (!message.test(told)) throw new Error(`${message} is missing in: ${told}`)
  const secret = String(variables.clientKey ?? SECRET)
  if (secret.length > 12 && !secret.includes('{{') && told.includes(secret.slice(0, 12)))
    throw new Error('the message repeats the key')
}

/** Two users, two environments, two scopes, at the same time and again: each gets its own token, and keeps it. */
async function crossing() {
  let count = 0
  const server = createServer(async (request, response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const { user, scope } = JSON.parse(Buffer.concat(chunks).toString())
    count++
    response.end(JSON.stringify({ access_token: `${request.url} ${user} ${scope}`, expires_in: 60 }))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const keep = store()
  const cases = ['alice', 'bob'].flatMap((user) =>
    ['dev', 'live'].flatMap((environment) => ['read', 'write'].map((scope) => ({ user, environment, scope }))),
  )
  const ask = async ({ user, environment, scope }) => {
    const loginUrl = `http://127.0.0.1:${server.address().port}/${environment}`
    const variables = {
      loginUrl,
      user,
      password: 'p',
      scope,
      reuseToken: 'true',
      tokenBody: '{"user":"{{user}}","scope":"{{scope}}","id":"{{$guid}}"}',
      $guid: randomUUID(),
    }
    const { made } = await tokensOf(variables, { keep, environment })
    equal([made.jwt, made.accessToken], Array(2).fill(`/${environment} ${user} ${scope}`), 'the token')
  }
  try {
    await Promise.all(cases.map(ask))
    for (const one of [...cases, ...cases.toReversed()]) await ask(one)
    equal(count <= 2 * cases.length, true, `${count} logins for ${cases.length} users, environments and scopes`)
    for (const secret of ['"p"', 'alice'])
      equal(Object.keys(JSON.parse(keep.read())).join().includes(secret), false, 'the names of kept tokens')
  } finally {
    server.close()
  }
}

/** Some token endpoints want everything in the address; the token is then kept for a fixed time. */
async function byGet() {
  const heard = []
  const server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url}`)
    response.end('{"result":{"ticket":"opaque"}}')
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const keep = store()
  const variables = {
    tokenUrl: `http://127.0.0.1:${server.address().port}/t?v=1`,
    grant: 'custom',
    tokenMethod: 'get',
    tokenBody: '{"key":"{{k}}"}',
    k: 'a b&c',
    tokenPath: 'result.ticket',
    tokenKeptFor: '5m',
  }
  try {
    for (let round = 0; round < 2; round++) equal((await tokensOf(variables, { keep })).made.jwt, 'opaque', 'the token')
    equal(heard, ['GET /t?v=1&key=a%20b%26c'], 'what the endpoint heard')
  } finally {
    server.close()
  }
}

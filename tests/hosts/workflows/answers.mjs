// What a token endpoint may answer, how long that is kept, and whose it is: the workflow alone, against a server that answers
// what it is told to.
import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import { decodeJwt } from 'jose'
import { equal, tally } from '../lib/tally.mjs'
import { store, tokensOf } from '../lib/workflow.mjs'

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' })
/** Read when a test runs: those of other hosts take minutes before. */
const now = () => Math.floor(Date.now() / 1000)
const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
/** A token as a server signs one; nobody here looks at the signature. */
const jwt = (seconds) => `${encoded({ alg: 'HS256' })}.${encoded({ exp: now() + seconds })}.c2ln`
const iso = (seconds) => new Date((now() + seconds) * 1000).toISOString()

/** [what the answer is, the answer, further variables, the token in it]. */
const served = (token = jwt(60)) => [
  ['a token as plain text', { body: token }, {}, token],
  ['a token as a JSON text', { body: '"opaque"' }, {}, 'opaque'],
  ['a token with its scheme', { body: `{"token":"Bearer ${token}"}` }, {}, token],
  ['a token in a header', { body: '', headers: { 'X-Auth-Token': 'opaque' } }, { tokenPath: 'header:x-auth-token' }],
  [
    'a token in the header Authorization',
    { status: 204, body: '', headers: { Authorization: 'Bearer opaque' } },
    { tokenPath: 'header: Authorization' },
  ],
  ['a path of JSONPath', { body: '{"data":[{"a b":"opaque"}]}' }, { tokenPath: "$.data[0]['a b']" }],
  ['accessToken', { body: '{"accessToken":"opaque"}', status: 201 }, {}],
]

/** [what the answer is, the answer, further variables, what a tester is told]. */
const refused = () => [
  ['a page', { body: '<html>Welcome</html>' }, {}, /not JSON\. Is "loginUrl" the address/],
  [
    'an error with status 200',
    { body: '{"ok":false,"error":"invalid_login"}' },
    {},
    /"invalid_login".*the fields "ok", "error"/,
  ],
  ['a token elsewhere', { body: '{"result":{"tok":"hidden-value"}}' }, {}, /the fields "result"\. Set "tokenPath"/],
  ['no such header', { body: '{}' }, { tokenPath: 'header:X-Auth' }, /without a token at "header:X-Auth"/],
  ['a number', { body: '123' }, {}, /without a token/],
  ['null', { body: 'null' }, {}, /not JSON/],
  ...['hidden-value {{clientKey}}', 'hidden-value<<password>>', "hidden-value {% file '/etc/passwd' %}"].flatMap(
    (token) => [
      [
        `the token ${token.slice(12)}`,
        { body: JSON.stringify({ token }) },
        {},
        /where clients put the value of a variable/,
      ],
      [
        `the refresh token ${token.slice(12)}`,
        { body: JSON.stringify({ token: 'o', refresh_token: token }) },
        {},
        /where clients put the value of a variable/,
      ],
    ],
  ),
  ['a token of yesterday', { body: `{"token":"o","expires_at":"${iso(-86400)}"}` }, {}, /had expired/],
]

/** [how long, the answer, whether the next request gets the same token]. */
const kept = () => [
  ['expires_in as text', { body: '{"token":"o","expires_in":"3600"}' }, true],
  ['expires_in of nothing', { body: '{"token":"o","expires_in":0}' }, false],
  ['expires_at as a date', { body: `{"token":"o","expires_at":"${iso(3600)}"}` }, true],
  ['expiresAt in milliseconds', { body: `{"data":{"token":"o","expiresAt":${(now() + 3600) * 1000}}}` }, true],
  ['expires_at in seconds', { body: `{"token":"o","expires_at":${now() + 3600}}` }, true],
  ['the token itself, before expires_in', { body: `{"token":"${jwt(5)}","expires_in":3600}` }, false],
  ['nothing', { body: '{"token":"o"}' }, false],
]

/** [what differs between two requests, the variables of each, the requests, whether the second gets the token of the first]. */
const SIGNED = [
  ['nothing', () => ({}), undefined, true],
  ['the address', () => ({}), (round) => ({ url: `https://api.example/${round}` }), true],
  ['the issuer', (round) => ({ clientId: `app ${round}` }), undefined, false],
  ['its fixed jti', (round) => ({ tokenId: `id-${round}` }), undefined, false],
  [
    'the address, which is bound',
    () => ({ bindToken: 'yes' }),
    (round) => ({ url: `https://api.example/${round}` }),
    false,
  ],
  ['nothing, but it has ended', () => ({ tokenLifetime: '5s' }), undefined, false],
  ['nothing, and it is not to be kept', () => ({ tokenKeptFor: '' }), undefined, false],
]

/** [what differs between two requests, the variables of each, the requests]. */
const OTHERS = [
  [
    'a variable in a placeholder',
    (role) => ({ tokenBody: '{"role":"[[number:role]]"}', role: String(role) }),
    () => undefined,
  ],
  [
    'the path, in the assertion',
    () => ({ clientKey: pem, grant: 'custom', tokenBody: '{"a":"[[assertion]]"}', claims: '{"path":"[[path]]"}' }),
    (round) => ({ url: `https://api.example/${round}` }),
  ],
  [
    'the body, bound in the assertion',
    () => ({ clientKey: pem, grant: 'custom', tokenBody: '{"a":"[[assertion]]"}', bindToken: 'true' }),
    (round) => ({ method: 'POST', body: String(round) }),
  ],
]

export const answers = {
  name: 'what a token endpoint may answer',
  async run() {
    const t = tally(this.name)
    const server = await endpoint()
    const login = { loginUrl: `${server.address}/login`, user: 'alice', password: 'of alice' }
    const asked = async (variables, options) => (await tokensOf({ ...login, ...variables }, options)).made.jwt
    try {
      for (const [name, answer, variables, token = 'opaque'] of served())
        await t.check(name, async () => {
          server.answer = answer
          equal(await asked(variables), token, 'the token')
        })
      for (const [name, answer, variables, told] of refused())
        await t.check(name, async () => {
          server.answer = answer
          const message = await asked(variables).then(String, (error) => error.message)
          equal([told.test(message), /hidden-value|undefined/.test(message)], [true, false], message)
        })
      for (const [name, answer, again] of kept())
        await t.check(`kept for ${name}`, async () => {
          server.answer = answer
          server.heard.length = 0
          const keep = store()
          for (let round = 0; round < 2; round++) await asked({ reuseToken: 'yes' }, { keep })
          equal(server.heard.length, again ? 1 : 2, 'how often the endpoint was asked')
        })
      for (const [name, variables, request] of OTHERS)
        await t.check(`not kept for another request: ${name}`, async () => {
          server.answer = { body: '{"token":"o","expires_in":3600}' }
          server.heard.length = 0
          const keep = store()
          for (const round of [1, 2, 1, 2])
            await asked({ reuseToken: 'yes', ...variables(round) }, { keep, request: request(round) })
          equal(server.heard.length, 2, 'how often the endpoint was asked')
        })
      for (const [name, variables, request, again] of SIGNED)
        await t.check(`a signed token, kept: ${name}`, () => keptSigned(variables, request, again))
      for (const why of [
        'of alice',
        'https://login.example/t?password=of%20alice',
        'of%20alice',
        '/t?ticket=hidden-value',
      ])
        await t.check(`not reached, with ${why}`, async () => {
          const send = (_, done) => done(new Error(`Failed to parse ${why}`))
          const message = await asked({}, { send }).then(String, (error) => error.message)
          equal([/was not reached: /.test(message), /alice|hidden-value/.test(message)], [true, false], message)
        })
      await t.check('an assertion in a header of the exchange', () => inHeader(server))
      await t.check("OAuth's own names of the grants", () => named(server))
    } finally {
      server.close()
    }
    return t
  },
}

/** What differs in the second request, and whether it gets the first one's token. */
async function keptSigned(variables, request, again) {
  const keep = store()
  const own = { clientKey: pem, clientId: 'app', tokenKeptFor: '40m', tokenLifetime: '1h' }
  const [first, second] = [
    (await tokensOf({ ...own, ...variables(1) }, { keep, request: request?.(1) })).made,
    (await tokensOf({ ...own, ...variables(2) }, { keep, request: request?.(2) })).made,
  ]
  equal([first.jwt === second.jwt, second.accessToken], [again, undefined], 'the same token, and no access token')
}

/** As GitHub wants it: the signed token as Bearer, and the answer's token for the API. */
async function inHeader(server) {
  server.answer = { status: 201, body: `{"token":"ghs_x","expires_at":"${iso(3600)}"}` }
  server.heard.length = 0
  const variables = {
    clientKey: pem,
    clientId: 'app',
    tokenUrl: `${server.address}/app/installations/1/access_tokens`,
    grant: 'custom',
    tokenHeaders: '{{headersOfExchange}}',
    headersOfExchange: '{"Authorization":"Bearer [[assertion]]"}',
  }
  const { made } = await tokensOf(variables)
  equal(made.jwt, 'ghs_x', 'the token')
  equal(decodeJwt(server.heard[0].headers.authorization.replace('Bearer ', '')).iss, 'app', 'the issuer')
}

async function named(server) {
  server.answer = { body: '{"access_token":"o"}' }
  const client = { tokenUrl: server.address, clientId: 'a', clientSecret: 'b', clientKey: pem }
  for (const [grant, field] of [
    ['client_credentials', 'client_secret=b'],
    ['urn:ietf:params:oauth:grant-type:jwt-bearer', 'assertion='],
    ['private_key_jwt', 'client_assertion='],
  ]) {
    server.heard.length = 0
    await tokensOf({ ...client, grant })
    equal(server.heard[0].body.includes(field), true, server.heard[0].body.slice(0, 80))
  }
}

async function endpoint() {
  const state = { answer: {}, heard: [] }
  const server = createServer(async (request, response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    state.heard.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
    response.writeHead(state.answer.status ?? 200, state.answer.headers)
    response.end(state.answer.body)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  state.address = `http://127.0.0.1:${server.address().port}`
  state.close = () => server.close()
  return state
}

// What testers asked for in public threads, by variables alone: the thread, what was wanted, and whether the token is that.
// What is not served stands in docs/api-clients.md.
import { createHash, createPrivateKey, randomBytes, X509Certificate } from 'node:crypto'
import { createServer } from 'node:http'
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { certified } from '../../api/vendors/material.mjs'
import { equal, tally } from '../lib/tally.mjs'
import { store, tokensOf } from '../lib/workflow.mjs'
import { freshPair } from '../../lib/fresh-pair.mjs'

const rsa = freshPair('rsa', { modulusLength: 2048 })
const p256 = freshPair('ec', { namedCurve: 'P-256' })
const pem = (pair, type = 'pkcs8', more = {}) => pair.privateKey.export({ type, format: 'pem', ...more })
const oneLine = (text) => text.trim().replace(/\n/g, '\\n')
const SECRET = 'the shared secret of more than thirty-two bytes'
const hmac = { clientKey: SECRET, keyEncoding: 'utf8' }
const now = () => Math.floor(Date.now() / 1000)

/** Answers the token's payload after its signature was checked, and its header. */
async function signed(variables, key, options) {
  const { made } = await tokensOf(variables, options)
  const { payload, protectedHeader } = await jwtVerify(made.jwt, key, { clockTolerance: 5 })
  return { payload, header: protectedHeader, made }
}
const hs = (variables, options) => signed({ ...hmac, ...variables }, Buffer.from(SECRET), options)

/** A token endpoint that hears what it is asked, and answers as it is told. */
async function endpoint(answer, work) {
  const heard = []
  const server = createServer(async (request, response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    heard.push({ headers: request.headers, body, form: Object.fromEntries(new URLSearchParams(body)) })
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(answer))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    await work(`http://127.0.0.1:${server.address().port}/token`, heard)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

const OKTA = {
  claims:
    '{"iss":"{{c}}","sub":"{{c}}","aud":"https://o.example/v1/token","exp":"[[now+5m]]","iat":"[[now]]","jti":"[[id]]"}',
  c: 'client',
}

/** [thread, what was wanted, the check]. */
const THREADS = [
  [
    'postman-app-support#12725',
    'RS256 with a PKCS#1 key, pasted as it is',
    async () => {
      const claims = '{"sub":"c_66280;u_1500","aud":"https://target.example","iss":"https://test.example"}'
      equal((await signed({ clientKey: pem(rsa, 'pkcs1'), claims }, rsa.publicKey)).header.alg, 'RS256', 'alg')
    },
  ],
  [
    'postman-app-support#12041',
    'a random secret in base64, byte for byte',
    async () => {
      const bytes = randomBytes(64)
      await signed({ clientKey: bytes.toString('base64'), keyEncoding: 'base64' }, bytes)
    },
  ],
  [
    'postman-app-support#12965',
    "a Google service account's file, exchanged",
    () =>
      endpoint({ access_token: 'ya29', expires_in: 3599 }, async (url, heard) => {
        const file = { client_email: 'a@b.example', private_key_id: 'kid', private_key: pem(rsa), token_uri: url }
        const claims = '{"iss":"[[key:client_email]]","scope":"s","aud":"[[key:token_uri]]","exp":"[[now+1h]]"}'
        const variables = { clientKey: JSON.stringify(file), claims, tokenUrl: '[[key:token_uri]]' }
        equal((await tokensOf(variables)).made.jwt, 'ya29', 'the token')
        const { payload, protectedHeader } = await jwtVerify(heard[0].form.assertion, rsa.publicKey)
        equal([payload.iss, payload.aud, protectedHeader.kid], ['a@b.example', url, 'kid'], 'the assertion')
      }),
  ],
  [
    'postman-app-support#5548',
    'claims of an application, new for each request',
    async () => {
      const claims = '{"application_id":"app","iat":"[[now]]","exp":"[[now+15m]]","jti":"[[id]]"}'
      const of = async () => (await signed({ clientKey: oneLine(pem(rsa)), claims }, rsa.publicKey)).payload
      const [one, two] = [await of(), await of()]
      equal([one.application_id, one.jti === two.jti], ['app', false], 'the claims')
    },
  ],
  [
    'postman-util-lib#19, gpconnect#600, SharePoint-Embedded-Samples#15',
    'to be told what is wrong with the key',
    async () => {
      for (const clientKey of ['xxxx', 'MIIEvQ', '-----BEGIN PRIVATE KEY-----\nxxxx\n-----END PRIVATE KEY-----']) {
        const told = await tokensOf({ clientKey, algorithm: 'RS256' }).then(String, ({ message }) => message)
        equal([/"(clientKey|algorithm)"/.test(told), told.includes('xxxx')], [true, false], told)
      }
    },
  ],
  [
    'SharePoint-Embedded-Samples#15',
    'a client assertion from a key with a passphrase and its certificate',
    async () => {
      const made = certified()
      const locked = createPrivateKey(made.variables.clientKey)
      const clientKey = locked.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'p' })
      const variables = {
        ...made.variables,
        clientKey,
        passphrase: 'p',
        algorithm: 'RS256',
        header: '{"x5t":"[[x5t]]"}',
      }
      const { made: tokens } = await tokensOf(variables)
      const der = new X509Certificate(made.variables.certificate).raw
      equal(decodeProtectedHeader(tokens.jwt).x5t, createHash('sha1').update(der).digest('base64url'), 'x5t')
    },
  ],
  [
    'bruno#5205, bruno#810, thunder-client-support#1242, postman-app-support#11526',
    'client credentials with a signed assertion',
    () =>
      endpoint({ access_token: 'opaque', expires_in: 60 }, async (url, heard) => {
        const variables = { ...OKTA, clientKey: oneLine(pem(rsa)), keyId: 'k', grant: 'private-key-jwt', scope: 'read' }
        equal((await tokensOf({ ...variables, tokenUrl: url })).made.jwt, 'opaque', 'the token')
        const { form } = heard[0]
        equal(
          [form.grant_type, form.client_assertion_type, form.scope],
          ['client_credentials', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', 'read'],
          'the form',
        )
        equal(
          (await jwtVerify(form.client_assertion, rsa.publicKey)).protectedHeader,
          { alg: 'RS256', typ: 'JWT', kid: 'k' },
          'the header',
        )
      }),
  ],
  [
    'bruno#8093, hoppscotch#3873, altair#1340',
    'HS256 from a secret and claims of any type',
    async () => {
      const claims = '{"iss":"{{who}}","n":{{n}},"admin":true,"roles":["a"],"exp":"[[now+1h]]"}'
      const { payload } = await hs({ claims, who: 'me', n: '7' })
      equal([payload.iss, payload.n, payload.admin, payload.roles], ['me', 7, true, ['a']], 'the claims')
    },
  ],
  [
    'bruno#1677',
    'the payload of the request as a JWS, sent as its body',
    async () => {
      const { payload } = await hs({ claims: '{"amount":12.5,"to":"Zoë","iat":null,"exp":null}' })
      equal(payload, { amount: 12.5, to: 'Zoë' }, 'the payload')
    },
  ],
  [
    'bruno#1704, bruno#1627',
    'client credentials, kept until a minute before they expire',
    () =>
      endpoint({ access_token: 'opaque', expires_in: 3600 }, async (url, heard) => {
        const keep = store()
        const variables = { tokenUrl: url, grant: 'client_credentials', clientId: 'a', clientSecret: 'b' }
        for (let round = 0; round < 3; round++) await tokensOf(variables, { keep })
        equal([heard.length, heard[0].form.client_secret], [1, 'b'], 'what was asked')
      }),
  ],
  [
    'bruno#3468',
    'client credentials in the header',
    () =>
      endpoint({ access_token: 'opaque' }, async (url, heard) => {
        await tokensOf({
          tokenUrl: url,
          grant: 'client-credentials',
          clientId: 'a',
          clientSecret: 'b',
          credentialsIn: 'header',
        })
        equal(heard[0].headers.authorization, `Basic ${Buffer.from('a:b').toString('base64')}`, 'the header')
      }),
  ],
  [
    'hoppscotch#2177, hoppscotch#3305, hoppscotch#2205',
    'a login before the request, its token in the answer',
    () =>
      endpoint({ access_token: 'of the login' }, async (url, heard) => {
        const tokenBody = '{"username":"{{user}}","password":"{{password}}"}'
        const { made } = await tokensOf({
          loginUrl: url,
          tokenBody,
          user: 'u',
          password: 'p',
          tokenHeaders: '{"api-key":"k"}',
        })
        equal(
          [made.jwt, JSON.parse(heard[0].body), heard[0].headers['api-key']],
          ['of the login', { username: 'u', password: 'p' }, 'k'],
          'the login',
        )
      }),
  ],
  [
    'stebaker92.gitlab.io/blog/postman-jwt-auth',
    'a login by a form, the token under a name of its own, used until its exp',
    async () => {
      const { made } = await tokensOf({ ...hmac, tokenLifetime: '1h' })
      await endpoint({ authenticationToken: made.jwt }, async (url, heard) => {
        const keep = store()
        const login = {
          loginUrl: url,
          tokenBodyFormat: 'form',
          tokenBody: '{"UserName":"{{user}}","Password":"{{password}}"}',
        }
        const variables = { ...login, user: 'u', password: 'p', tokenPath: 'authenticationToken', reuseToken: 'true' }
        for (let round = 0; round < 2; round++)
          equal((await tokensOf(variables, { keep })).made.jwt, made.jwt, 'the token')
        equal(
          heard.map(({ form }) => form),
          [{ UserName: 'u', Password: 'p' }],
          'the logins',
        )
      })
    },
  ],
  [
    'ArcGIS-REST-API#4',
    'client credentials with a further field; an error with status 200 is one',
    () =>
      endpoint({ error: { code: 400, message: 'Invalid client_id' } }, async (url, heard) => {
        const variables = {
          tokenUrl: url,
          grant: 'client-credentials',
          clientId: 'a',
          clientSecret: 'b',
          tokenBody: '{"f":"json"}',
        }
        const told = await tokensOf(variables).then(String, ({ message }) => message)
        equal([heard[0].form.f, /without a token/.test(told)], ['json', true], told)
      }),
  ],
  [
    'insomnia-plugin-jwt#4, insomnia-plugin-jwt#5',
    'RS256 from a field of one line',
    async () => {
      for (const join of ['\\n', ' ', ''])
        await signed({ clientKey: pem(rsa).trim().replaceAll('\n', join) }, rsa.publicKey)
    },
  ],
  [
    'docusign.com/blog/the-trenches-automating-jwt-oauth-postman',
    'the key in base64',
    async () => signed({ clientKey: Buffer.from(pem(rsa, 'pkcs1')).toString('base64') }, rsa.publicKey),
  ],
  [
    'developer.dansksupermarked.dk, JWT in Postman',
    'the method, and the path with its query',
    async () => {
      const request = { method: 'GET', url: 'https://api.example/v1/stores?zip=8000&open=a b' }
      const { payload } = await hs({ claims: '{"iss":"me","mth":"[[method]]","sub":"[[target]]"}' }, { request })
      equal([payload.mth, payload.sub], ['GET', '/v1/stores?zip=8000&open=a%20b'], 'the claims')
    },
  ],
  [
    'developer.atlassian.com, understanding-jwt',
    'qsh, the digest of the method, the path and the sorted query',
    async () => {
      const request = { method: 'GET', url: 'https://site.example/rest/api/2/issue?b=2&a=1' }
      const claims = '{"iss":"addon","exp":"[[now+3m]]","qsh":"[[sha256:canonical:hex]]"}'
      const { payload } = await hs({ claims, canonical: '[[method]]&[[path]]&[[sortedQuery]]' }, { request })
      equal(payload.qsh, createHash('sha256').update('GET&/rest/api/2/issue&a=1&b=2').digest('hex'), 'qsh')
    },
  ],
  [
    'hirosht.medium.com, customized JWT',
    'iat, a fresh jti and the API key as sub, and nothing else',
    async () => {
      const { payload } = await hs({ claims: '{"sub":"2af9713592","jti":"[[id]]","exp":null}' })
      equal(Object.keys(payload).sort(), ['iat', 'jti', 'sub'], 'the claims')
    },
  ],
  [
    'salesforce.stackexchange.com/q/419477',
    'the JWT bearer grant with RS256',
    () =>
      endpoint({ access_token: '00D', instance_url: 'https://i.example' }, async (url, heard) => {
        const claims = '{"iss":"3MVG9","sub":"u@x.example","aud":"https://login.example","exp":"[[now+3m]]","iat":null}'
        await tokensOf({ clientKey: pem(rsa), claims, tokenUrl: url })
        const { payload } = await jwtVerify(heard[0].form.assertion, rsa.publicKey)
        equal(
          [heard[0].form.grant_type, typeof payload.exp],
          ['urn:ietf:params:oauth:grant-type:jwt-bearer', 'number'],
          'the form',
        )
      }),
  ],
  [
    'NHSDigital/nhs-app-api, postman',
    'RS512 with a kid of one’s own',
    async () => {
      const { header } = await signed({ clientKey: pem(rsa), algorithm: 'RS512', keyId: 'test-1' }, rsa.publicKey)
      equal([header.alg, header.kid], ['RS512', 'test-1'], 'the header')
    },
  ],
  [
    'appstore-connect-sdk#34, lcobucci/jwt#309',
    'an individual key of App Store Connect: sub "user" and no issuer',
    async () => {
      const claims =
        '{"sub":"user","iat":"[[now]]","exp":"[[now+15m]]","aud":"appstoreconnect-v1","scope":["GET /v1/apps?filter[platform]=IOS"]}'
      const { payload } = await signed({ clientKey: pem(p256), keyId: 'ABC', claims }, p256.publicKey)
      equal([payload.iss, payload.sub, payload.exp - payload.iat], [undefined, 'user', 900], 'the claims')
    },
  ],
  [
    'postman-app-support#12864',
    'the key by a name that depends on the environment',
    async () => {
      const variables = { clientKey: '{{keyOfDev}}', keyOfDev: SECRET, keyEncoding: 'utf8' }
      await signed(variables, Buffer.from(SECRET))
    },
  ],
  [
    'AppAuth-iOS#856, okta-developer-docs#4526',
    'DPoP: the token endpoint asks for a nonce, the API for a proof of its own',
    async () => {
      const proofs = []
      const server = createServer((request, response) => {
        const { payload, header } = {
          payload: decodeJwt(request.headers.dpop),
          header: decodeProtectedHeader(request.headers.dpop),
        }
        proofs.push({ ...payload, typ: header.typ })
        const asks = payload.nonce === undefined
        response.writeHead(asks ? 400 : 200, asks ? { 'DPoP-Nonce': 'n' } : {})
        response.end(asks ? '{"error":"use_dpop_nonce"}' : '{"access_token":"at","token_type":"DPoP","expires_in":60}')
      })
      await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
      try {
        const tokenUrl = `http://127.0.0.1:${server.address().port}/v1/token`
        const keys = { clientKey: pem(rsa), dpopKey: pem(p256), dpop: 'true' }
        const { made } = await tokensOf({ ...OKTA, ...keys, grant: 'private-key-jwt', tokenUrl, scope: 's' })
        equal(
          proofs.map(({ typ, htm, htu, nonce }) => [typ, htm, htu, nonce ?? '']),
          ['', 'n'].map((nonce) => ['dpop+jwt', 'POST', tokenUrl, nonce]),
          'the proofs',
        )
        equal(proofs[0].jti === proofs[1].jti, false, 'jti used twice')
        const { payload, protectedHeader } = await jwtVerify(made.dpopProof, p256.publicKey, { typ: 'dpop+jwt' })
        equal(
          [payload.htm, payload.htu, payload.ath, payload.nonce, protectedHeader.jwk.d, payload.iat > now() - 5],
          [
            'GET',
            'https://api.example/orders',
            createHash('sha256').update('at').digest('base64url'),
            undefined,
            undefined,
            true,
          ],
          'the proof for the API',
        )
      } finally {
        server.close()
      }
    },
  ],
]

export const threads = {
  name: 'what testers asked for in public threads',
  async run() {
    const t = tally(this.name)
    for (const [thread, wanted, check] of THREADS) await t.check(`${wanted} (${thread})`, check)
    return t
  },
}

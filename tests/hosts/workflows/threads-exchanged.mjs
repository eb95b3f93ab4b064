// What testers asked for in public threads where a token endpoint takes part, by variables alone: as threads.mjs.
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { equal } from '../lib/tally.mjs'
import { hmac, oneLine, p256, pem, rsa, threadsOf } from '../lib/threads.mjs'
import { withTokenEndpoint } from '../lib/token-endpoint.mjs'
import { store, tokensOf } from '../lib/workflow.mjs'

const now = () => Math.floor(Date.now() / 1000)

const OKTA = {
  claims:
    '{"iss":"{{c}}","sub":"{{c}}","aud":"https://o.example/v1/token","exp":"[[now+5m]]","iat":"[[now]]","jti":"[[id]]"}',
  c: 'client',
}

/** [thread, what was wanted, the check]. */
const THREADS = [
  [
    'postman-app-support#12965',
    "a Google service account's file, exchanged",
    () =>
      withTokenEndpoint({ access_token: 'ya29', expires_in: 3599 }, async (url, heard) => {
        const file = { client_email: 'a@b.example', private_key_id: 'kid', private_key: pem(rsa), token_uri: url }
        const claims = '{"iss":"[[key:client_email]]","scope":"s","aud":"[[key:token_uri]]","exp":"[[now+1h]]"}'
        const variables = { clientKey: JSON.stringify(file), claims, tokenUrl: '[[key:token_uri]]' }
        equal((await tokensOf(variables)).made.jwt, 'ya29', 'the token')
        const { payload, protectedHeader } = await jwtVerify(heard[0].form.assertion, rsa.publicKey)
        equal([payload.iss, payload.aud, protectedHeader.kid], ['a@b.example', url, 'kid'], 'the assertion')
      }),
  ],
  [
    'bruno#5205, bruno#810, thunder-client-support#1242, postman-app-support#11526',
    'client credentials with a signed assertion',
    () =>
      withTokenEndpoint({ access_token: 'opaque', expires_in: 60 }, async (url, heard) => {
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
    'bruno#1704, bruno#1627',
    'client credentials, kept until a minute before they expire',
    () =>
      withTokenEndpoint({ access_token: 'opaque', expires_in: 3600 }, async (url, heard) => {
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
      withTokenEndpoint({ access_token: 'opaque' }, async (url, heard) => {
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
      withTokenEndpoint({ access_token: 'of the login' }, async (url, heard) => {
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
      await withTokenEndpoint({ authenticationToken: made.jwt }, async (url, heard) => {
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
      withTokenEndpoint({ error: { code: 400, message: 'Invalid client_id' } }, async (url, heard) => {
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
    'salesforce.stackexchange.com/q/419477',
    'the JWT bearer grant with RS256',
    () =>
      withTokenEndpoint({ access_token: '00D', instance_url: 'https://i.example' }, async (url, heard) => {
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
  [
    'apple-maps-server-sdk#1',
    'a GET with the signed token as Bearer',
    () =>
      withTokenEndpoint({ accessToken: 'of the map', expiresInSeconds: 1800 }, async (url, heard) => {
        const variables = {
          clientKey: pem(p256),
          keyId: 'ABC',
          claims: '{"iss":"DEF123GHIJ","iat":"[[now]]","exp":"[[now+30m]]"}',
          tokenUrl: url,
          grant: 'custom',
          tokenMethod: 'GET',
          tokenHeaders: '{"Authorization":"Bearer [[assertion]]"}',
          tokenKeptFor: '25m',
        }
        const keep = store()
        for (let round = 0; round < 2; round++)
          equal((await tokensOf(variables, { keep })).made.jwt, 'of the map', 'the token')
        equal(
          heard.map(({ method, url, body }) => [method, url, body]),
          [['GET', '/token', '']],
          'what was asked',
        )
        await jwtVerify(heard[0].headers.authorization.replace(/^Bearer /, ''), p256.publicKey)
      }),
  ],
  [
    'newman#3219, postman-app-support#2452, #8409, #9150, #10112, postman-freeagent-api-collection#6',
    'a refresh token, used when the access token ends; the next one where an answer brings it',
    async () => {
      let count = 0
      const answer = () => ({ access_token: `at-${++count}`, refresh_token: `rt-${count}`, expires_in: 5 })
      await withTokenEndpoint(answer, async (url, heard) => {
        const keep = store()
        const variables = { tokenUrl: url, grant: 'refresh_token', refreshToken: 'rt-0', clientId: 'a' }
        const tokens = []
        const once = async (more) => tokens.push((await tokensOf({ ...variables, ...more }, { keep })).made.jwt)
        await once()
        await once()
        await once({ clientSecret: 'b', credentialsIn: 'header' })
        await once({ refreshToken: 'another login' })
        equal(tokens, ['at-1', 'at-2', 'at-3', 'at-4'], 'the tokens')
        equal(
          heard.map(({ form, headers }) => [
            form.grant_type,
            form.refresh_token,
            form.client_id,
            headers.authorization,
          ]),
          [
            ['refresh_token', 'rt-0', 'a', undefined],
            ['refresh_token', 'rt-1', 'a', undefined],
            ['refresh_token', 'rt-2', undefined, `Basic ${Buffer.from('a:b').toString('base64')}`],
            ['refresh_token', 'another login', 'a', undefined],
          ],
          'what was asked',
        )
      })
    },
  ],
  [
    'postman-app-support#8508',
    'a token of five minutes from Keycloak, by name and password',
    () =>
      withTokenEndpoint({ access_token: 'of the user', expires_in: 300 }, async (url, heard) => {
        const who = { user: 'u', password: 'p' }
        const tokenBody = '{"username":"{{user}}","password":"{{password}}","client_id":"web"}'
        const { made } = await tokensOf({ ...who, tokenUrl: url, grant: 'password', tokenBody, scope: 'openid' })
        equal(
          [made.jwt, heard[0].form],
          ['of the user', { grant_type: 'password', scope: 'openid', username: 'u', password: 'p', client_id: 'web' }],
          'the form',
        )
      }),
  ],
]

export const exchangeThreads = threadsOf('what testers asked token endpoints for in public threads', THREADS)

// What testers asked for in public threads, by variables alone: the thread, what was wanted, and whether the token is that.
// Tokens from an endpoint are in threads-exchanged.mjs.
// What is not served stands in docs/api-clients.md.
import { createHash, createPrivateKey, randomBytes, X509Certificate } from 'node:crypto'
import { decodeProtectedHeader, jwtVerify } from 'jose'
import { certified } from '../../api/vendors/material.mjs'
import { equal } from '../lib/tally.mjs'
import { SECRET, hmac, oneLine, p256, pem, rsa, threadsOf } from '../lib/threads.mjs'
import { tokensOf } from '../lib/workflow.mjs'

/** Answers the token's payload after its signature was checked, and its header. */
async function signed(variables, key, options) {
  const { made } = await tokensOf(variables, options)
  const { payload, protectedHeader } = await jwtVerify(made.jwt, key, { clockTolerance: 5 })
  return { payload, header: protectedHeader, made }
}
const hs = (variables, options) => signed({ ...hmac, ...variables }, Buffer.from(SECRET), options)

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
    'forums.developer.apple.com/707418, jpda.dev/darksky-to-weatherkit',
    'WeatherKit: an id in the header, of the team and the service',
    async () => {
      const names = { team: 'DEF123GHIJ', service: 'com.example.weather', keyId: 'ABC123DEFG' }
      const claims = '{"iss":"{{team}}","iat":"[[now]]","exp":"[[now+1h]]","sub":"{{service}}"}'
      const variables = { ...names, clientKey: pem(p256), claims, header: '{"id":"{{team}}.{{service}}"}' }
      equal(
        (await signed(variables, p256.publicKey)).header,
        { alg: 'ES256', typ: 'JWT', kid: 'ABC123DEFG', id: 'DEF123GHIJ.com.example.weather' },
        'the header',
      )
    },
  ],
  [
    'erlang-jose#71, wp-calypso#73641, StarTrack-ng#4',
    'MapKit JS and Apple Music: a token of months, for one origin',
    async () => {
      const claims = '{"iss":"DEF123GHIJ","iat":"[[now]]","exp":"[[now+180d]]","origin":"https://maps.example"}'
      const { payload } = await signed({ clientKey: pem(p256), keyId: 'ABC', claims }, p256.publicKey)
      equal([payload.exp - payload.iat, payload.origin], [180 * 86_400, 'https://maps.example'], 'the claims')
    },
  ],
  [
    'open-zaak, client development; azure health bot, management API',
    'HS256 with the names of a client and a user, without an end',
    async () => {
      const claims = '{"iss":"{{me}}","iat":"[[now]]","client_id":"{{me}}","user_id":"a@b","exp":null}'
      const { payload } = await hs({ claims, me: 'tests' })
      equal(Object.keys(payload).sort(), ['client_id', 'iat', 'iss', 'user_id'], 'the claims')
    },
  ],
  [
    'insomnia-plugin-jwt#2, insomnia-plugin-jwt#7',
    'a beginning, and a key’s name in the header',
    async () => {
      const claims = '{"nbf":"[[now-30s]]","exp":"[[now+5m]]"}'
      const { payload, header } = await signed({ clientKey: pem(p256), keyId: 'K', claims }, p256.publicKey)
      equal([payload.exp - payload.nbf, header.kid], [330, 'K'], 'nbf and kid')
    },
  ],
]

export const threads = threadsOf('what testers asked for in public threads', THREADS)

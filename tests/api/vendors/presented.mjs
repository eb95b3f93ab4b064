// The vendors that take the signed token itself: what their documentation says of its header and claims, and its longest life.
import * as material from './material.mjs'
import { fresh, hs, JWT, maybe, recent, text, within } from './rule.mjs'

const supabaseUser = () => ({
  fill: { userId: '123e4567-e89b-12d3-a456-426614174000', role: 'authenticated' },
  claims: {
    aud: 'authenticated',
    role: 'authenticated',
    sub: '123e4567-e89b-12d3-a456-426614174000',
    iat: maybe(recent()),
    exp: within(3600),
  },
})

/** Each `(url)` answers { fill, material, alg, header, claims, exchange?, request? }; `url` is the vendor's own here. */
export const presented = {
  'github-app': () => ({
    fill: { appId: 'Iv23liExample' },
    material: material.rsa({ type: 'pkcs1' }),
    alg: 'RS256',
    header: JWT,
    claims: { iat: recent(90), exp: within(600), iss: 'Iv23liExample' },
  }),
  'google-self-signed': () => {
    const made = material.serviceAccount('https://oauth2.googleapis.com/token')
    const email = made.file.client_email
    return {
      fill: { serviceUrl: 'https://firestore.googleapis.com/' },
      material: made,
      alg: 'RS256',
      header: { ...JWT, kid: made.file.private_key_id },
      claims: { iss: email, sub: email, aud: 'https://firestore.googleapis.com/', iat: recent(), exp: within(3600) },
    }
  },
  'apple-app-store-connect': () => ({
    fill: { issuerId: '57246542-96fe-1a63-e053-0824d011072a', keyId: '2X9R4HXF34' },
    material: material.ec(),
    alg: 'ES256',
    header: { ...JWT, kid: '2X9R4HXF34' },
    claims: {
      iss: '57246542-96fe-1a63-e053-0824d011072a',
      iat: recent(),
      exp: within(1200),
      aud: 'appstoreconnect-v1',
    },
  }),
  'apple-app-store-server': () => ({
    fill: {
      issuerId: '57246542-96fe-1a63-e053-0824d011072a',
      keyId: '2X9R4HXF34',
      bundleId: 'com.example.testbundleid',
    },
    material: material.ec(),
    alg: 'ES256',
    header: { ...JWT, kid: '2X9R4HXF34' },
    claims: {
      iss: '57246542-96fe-1a63-e053-0824d011072a',
      iat: recent(),
      exp: within(3600),
      aud: 'appstoreconnect-v1',
      bid: 'com.example.testbundleid',
    },
  }),
  'apple-sign-in': () => ({
    fill: { teamId: 'DEF123GHIJ', keyId: 'ABC123DEFG', servicesId: 'com.mytest.app' },
    material: material.ec(),
    alg: 'ES256',
    header: { kid: 'ABC123DEFG' },
    claims: {
      iss: 'DEF123GHIJ',
      iat: recent(),
      exp: within(15_777_000),
      aud: 'https://appleid.apple.com',
      sub: 'com.mytest.app',
    },
  }),
  snowflake: () => {
    const made = material.rsa({ cipher: 'aes-256-cbc' })
    return {
      fill: { account: 'MYORG-ACCOUNT123', snowflakeUser: 'MYUSER' },
      material: made,
      alg: 'RS256',
      header: JWT,
      claims: {
        iss: `MYORG-ACCOUNT123.MYUSER.${material.fingerprint(made.key)}`,
        sub: 'MYORG-ACCOUNT123.MYUSER',
        iat: recent(),
        exp: within(3600),
      },
    }
  },
  kong: () => ({
    fill: { credentialKey: 'a36c3049b36249a3c9f8891cb127243c' },
    material: hs('e71829c351aa4242c2719cbfbe671c09'),
    alg: 'HS256',
    header: JWT,
    claims: { iss: 'a36c3049b36249a3c9f8891cb127243c', iat: maybe(recent()), exp: within(60) },
  }),
  'coinbase-cdp-ec': (url) => coinbase(url, material.coinbaseFile('ec'), 'ES256'),
  'coinbase-cdp-ed25519': (url) => coinbase(url, material.coinbaseFile('ed25519'), 'EdDSA'),
  'zoom-meeting-sdk': () => ({
    fill: { sdkKey: 'abc123', meetingNumber: '123456789', role: '0' },
    material: hs(text(32)),
    alg: 'HS256',
    header: JWT,
    claims: {
      appKey: 'abc123',
      sdkKey: 'abc123',
      mn: '123456789',
      role: 0,
      iat: recent(),
      exp: within(172_800),
      tokenExp: within(172_800),
    },
  }),
  'twilio-access-token': () => ({
    fill: { accountSid: 'AC0123', apiKeySid: 'SK0123', identity: 'alice', room: 'cool room' },
    material: hs(text(32)),
    alg: 'HS256',
    header: { ...JWT, cty: 'twilio-fpa;v=1' },
    claims: {
      jti: { like: /^SK0123-\d{10}$/ },
      iss: 'SK0123',
      sub: 'AC0123',
      iat: recent(),
      exp: within(86_400),
      grants: { identity: 'alice', video: { room: 'cool room' } },
    },
  }),
  livekit: () => ({
    fill: { apiKey: 'APIexample', identity: 'alice', room: 'my-room' },
    material: hs(text(43)),
    alg: 'HS256',
    header: JWT,
    claims: {
      iss: 'APIexample',
      sub: 'alice',
      nbf: recent(),
      exp: within(21_600),
      video: { roomJoin: true, room: 'my-room' },
    },
  }),
  'metabase-embedding': () => ({
    fill: { dashboardId: '10' },
    material: hs('0123456789abcdef'.repeat(4)),
    alg: 'HS256',
    header: JWT,
    claims: { resource: { dashboard: 10 }, params: {}, exp: within(600) },
  }),
  'tableau-connected-app': () => ({
    fill: { tableauClientId: '98f5b0d8-example', secretId: '3c1f0a5c-example', tableauUser: 'user@example.com' },
    material: hs(`${text(43)}=`),
    alg: 'HS256',
    header: { ...JWT, kid: '3c1f0a5c-example', iss: '98f5b0d8-example' },
    claims: {
      iss: '98f5b0d8-example',
      exp: within(600),
      jti: fresh,
      aud: 'tableau',
      sub: 'user@example.com',
      scp: ['tableau:views:embed', 'tableau:content:read'],
    },
  }),
  'firebase-custom-token': () => {
    const made = material.serviceAccount('https://oauth2.googleapis.com/token')
    const email = made.file.client_email
    return {
      fill: { uid: 'some-uid' },
      material: made,
      alg: 'RS256',
      header: { ...JWT, kid: made.file.private_key_id },
      claims: {
        iss: email,
        sub: email,
        aud: 'https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit',
        iat: recent(),
        exp: within(3600),
        uid: 'some-uid',
      },
    }
  },
  supabase: () => ({ ...supabaseUser(), material: hs(text(40)), alg: 'HS256', header: JWT }),
  'supabase-signing-key': () => ({
    ...supabaseUser(),
    material: material.jwk('P-256', '3a18cfe2-7226-43b7-bbb4-7c5242f2406e'),
    alg: 'ES256',
    header: { ...JWT, kid: '3a18cfe2-7226-43b7-bbb4-7c5242f2406e' },
  }),
  vonage: () => ({
    fill: { applicationId: 'aaaaaaaa-bbbb-cccc-dddd-0123456789ab' },
    material: material.rsa(),
    alg: 'RS256',
    header: JWT,
    claims: {
      application_id: 'aaaaaaaa-bbbb-cccc-dddd-0123456789ab',
      iat: recent(),
      exp: within(86_400),
      jti: fresh,
    },
  }),
  'mux-playback': () => ({
    fill: { playbackId: 'EXAMPLEplaybackId', keyId: 'EXAMPLEkeyId' },
    material: material.inBase64(material.rsa({ type: 'pkcs1' })),
    alg: 'RS256',
    header: { ...JWT, kid: 'EXAMPLEkeyId' },
    claims: { sub: 'EXAMPLEplaybackId', aud: 'v', exp: within(604_800) },
  }),
  'cloudflare-stream': () => ({
    fill: { videoId: '5d5bc37ffcf54c9b82e996823bffbb81', keyId: '8f926b2b01f383510025a78a4dcbf6a' },
    material: material.inBase64(material.jwk('RSA', '8f926b2b01f383510025a78a4dcbf6a')),
    alg: 'RS256',
    header: { kid: '8f926b2b01f383510025a78a4dcbf6a' },
    claims: {
      sub: '5d5bc37ffcf54c9b82e996823bffbb81',
      kid: '8f926b2b01f383510025a78a4dcbf6a',
      exp: within(86_400),
    },
  }),
  'zendesk-sso': () => ({
    fill: { subdomain: 'example', userName: 'Alice Example', userEmail: 'alice@example.com' },
    material: hs(text(48)),
    alg: 'HS256',
    header: JWT,
    claims: { iat: recent(180), jti: fresh, name: 'Alice Example', email: 'alice@example.com' },
  }),
  'apple-weatherkit': () => ({
    fill: { teamId: 'DEF123GHIJ', keyId: 'ABC123DEFG', serviceId: 'com.example.weatherkit-client' },
    material: material.ec(),
    alg: 'ES256',
    header: { ...JWT, kid: 'ABC123DEFG', id: 'DEF123GHIJ.com.example.weatherkit-client' },
    claims: { iss: 'DEF123GHIJ', iat: recent(), exp: within(3600), sub: 'com.example.weatherkit-client' },
  }),
  'apple-music': () => ({
    fill: { teamId: 'DEF123GHIJ', keyId: 'ABC123DEFG' },
    material: material.ec(),
    alg: 'ES256',
    header: { ...JWT, kid: 'ABC123DEFG' },
    claims: { iss: 'DEF123GHIJ', iat: recent(), exp: within(15_777_000) },
  }),
  'apple-push': () => ({
    fill: { teamId: 'DEF123GHIJ', keyId: 'ABC123DEFG', bundleId: 'com.example.app' },
    material: material.ec(),
    alg: 'ES256',
    header: { kid: 'ABC123DEFG' },
    claims: { iss: 'DEF123GHIJ', iat: recent(3600) },
    request: { method: 'POST', prefix: 'bearer ', body: '{"aps":{"alert":"Hello"}}' },
  }),
  ably: () => ({
    fill: { ablyKeyName: 'xVLyHw.I9R35w', ablyClientId: 'alice', channel: 'chat:*' },
    material: hs(text(43)),
    alg: 'HS256',
    header: { ...JWT, kid: 'xVLyHw.I9R35w' },
    claims: {
      iat: recent(),
      exp: within(3600),
      'x-ably-capability': maybe('{"chat:*":["publish","subscribe","history"]}'),
      'x-ably-clientId': maybe('alice'),
    },
  }),
  jaas: () => ({
    fill: {
      appId: 'vpaas-magic-cookie-1fc5',
      keyId: 'vpaas-magic-cookie-1fc5/4f4910',
      userName: 'Alice Example',
      room: '*',
    },
    material: material.rsa(),
    alg: 'RS256',
    header: { ...JWT, kid: 'vpaas-magic-cookie-1fc5/4f4910' },
    claims: {
      aud: 'jitsi',
      iss: 'chat',
      sub: 'vpaas-magic-cookie-1fc5',
      room: '*',
      nbf: recent(),
      exp: within(86_400),
      context: {
        user: { name: 'Alice Example', moderator: 'true' },
        features: { livestreaming: 'false', recording: 'false', transcription: 'false', 'outbound-call': 'false' },
      },
    },
  }),
  'stream-chat': () => ({
    fill: { userId: 'alice', apiKey: 'abcdefgh1234' },
    material: hs(text(64)),
    alg: 'HS256',
    header: JWT,
    claims: { user_id: 'alice', iat: maybe(recent()), exp: maybe(within(86_400)) },
    request: { prefix: '' },
  }),
  hasura: () => ({
    fill: { userId: '1', role: 'user' },
    material: hs(text(32)),
    alg: 'HS256',
    header: JWT,
    claims: {
      sub: maybe('1'),
      iat: maybe(recent()),
      exp: maybe(within(3600)),
      'https://hasura.io/jwt/claims': {
        'x-hasura-allowed-roles': ['user'],
        'x-hasura-default-role': 'user',
        'x-hasura-user-id': '1',
      },
    },
  }),
  'open-banking-signature': () => ({
    fill: {
      keyId: '90210ABAD',
      orgAndSoftwareId: '0015800001041RHAAY/HQuZPIt3ipkh33Uxytox1E',
      trustAnchor: 'openbanking.org.uk',
    },
    material: material.rsa(),
    alg: 'PS256',
    header: {
      typ: 'JOSE',
      cty: 'application/json',
      kid: '90210ABAD',
      'http://openbanking.org.uk/iat': recent(),
      'http://openbanking.org.uk/iss': '0015800001041RHAAY/HQuZPIt3ipkh33Uxytox1E',
      'http://openbanking.org.uk/tan': 'openbanking.org.uk',
      crit: ['http://openbanking.org.uk/iat', 'http://openbanking.org.uk/iss', 'http://openbanking.org.uk/tan'],
    },
    request: {
      method: 'POST',
      header: 'x-jws-signature',
      prefix: '',
      body: '{"Data": {"Initiation": {"Amount": "165.88", "Name": "Zoë"}}}',
    },
    detached: true,
  }),
  'web-push-vapid': (url) => {
    const made = material.vapid()
    return {
      fill: { contact: 'mailto:push@example.com' },
      material: made,
      alg: 'ES256',
      header: JWT,
      claims: { aud: new URL(url).origin, exp: within(86_400), sub: 'mailto:push@example.com' },
      request: { method: 'POST', prefix: 'vapid t=', suffix: `, k=${made.variables.publicKey}` },
    }
  },
}

function coinbase(url, made, alg) {
  const { host, pathname } = new URL(url)
  const uri = `GET ${host}${pathname}/api`
  return {
    fill: {},
    material: made,
    alg,
    header: { ...JWT, kid: made.id, nonce: { like: /^[0-9a-f]{32}$/ } },
    claims: { sub: made.id, iss: 'cdp', nbf: recent(), exp: within(120), uri, uris: [uri] },
  }
}

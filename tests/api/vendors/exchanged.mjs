// The vendors with a token endpoint: what their documentation says of the assertion, and of the form it is sent in.
import * as material from './material.mjs'
import { fresh, JWT, recent, within } from './rule.mjs'

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
const CLIENT_ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

const clientAssertion = (id, audience, more = {}) => ({
  iss: id,
  sub: id,
  aud: audience,
  iat: recent(),
  exp: within(300),
  jti: fresh,
  ...more,
})
const credentials = (more) => ({
  assertion: 'client_assertion',
  fields: { grant_type: 'client_credentials', client_assertion_type: CLIENT_ASSERTION, ...more },
})

/** Each `(url)` answers { fill, material, alg, header, claims, exchange?, request? }; `url` is the vendor's own here. */
export const exchanged = {
  'google-service-account': (url) => {
    const made = material.serviceAccount(`${url}/token`)
    return {
      fill: { googleScope: 'https://www.googleapis.com/auth/devstorage.read_only' },
      material: made,
      alg: 'RS256',
      header: { ...JWT, kid: made.file.private_key_id },
      claims: {
        iss: made.file.client_email,
        scope: 'https://www.googleapis.com/auth/devstorage.read_only',
        aud: `${url}/token`,
        iat: recent(),
        exp: within(3600),
      },
      exchange: { assertion: 'assertion', fields: { grant_type: JWT_BEARER } },
    }
  },
  'github-installation': () => ({
    fill: { appId: 'Iv23liExample', installationId: '12345678' },
    material: material.rsa({ type: 'pkcs1' }),
    alg: 'RS256',
    header: JWT,
    claims: { iat: recent(90), exp: within(600), iss: 'Iv23liExample' },
    exchange: { asBearer: true },
  }),
  docusign: () => ({
    fill: {
      integrationKey: '7c2b8d7e-7c1d-4c5a-9a0e-2f6e5d1c0b9a',
      userId: '464f7988-8207-4d43-a6d6-0d4e0b6f0d4b',
      authServer: 'account-d.docusign.com',
    },
    material: material.rsa({ type: 'pkcs1' }),
    alg: 'RS256',
    header: JWT,
    claims: {
      iss: '7c2b8d7e-7c1d-4c5a-9a0e-2f6e5d1c0b9a',
      sub: '464f7988-8207-4d43-a6d6-0d4e0b6f0d4b',
      aud: 'account-d.docusign.com',
      iat: recent(),
      exp: within(3600),
      scope: 'signature impersonation',
    },
    exchange: { assertion: 'assertion', fields: { grant_type: JWT_BEARER } },
  }),
  salesforce: () => ({
    fill: { consumerKey: '3MVG9example', username: 'user@example.com', loginServer: 'https://login.salesforce.com' },
    material: material.rsa(),
    alg: 'RS256',
    header: JWT,
    claims: { iss: '3MVG9example', sub: 'user@example.com', aud: 'https://login.salesforce.com', exp: within(300) },
    // Salesforce says nothing about how long its tokens live.
    exchange: { assertion: 'assertion', fields: { grant_type: JWT_BEARER }, answer: { expires_in: undefined } },
  }),
  box: () => {
    const made = material.boxConfiguration()
    const { clientID, clientSecret, appAuth } = made.file.boxAppSettings
    return {
      fill: {},
      material: made,
      alg: 'RS512',
      header: { ...JWT, kid: appAuth.publicKeyID },
      claims: {
        iss: clientID,
        sub: '987654',
        box_sub_type: 'enterprise',
        aud: 'https://api.box.com/oauth2/token',
        jti: fresh,
        iat: recent(),
        exp: within(60),
      },
      exchange: {
        assertion: 'assertion',
        fields: { grant_type: JWT_BEARER, client_id: clientID, client_secret: clientSecret },
      },
    }
  },
  'okta-private-key-jwt': () => okta({}),
  'okta-dpop': () => okta({ dpop: true }),
  'microsoft-entra': () => {
    const made = material.certified()
    const audience = 'https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/token'
    const id = '97e0a5b7-d745-40b6-94fe-5f77d35c6e05'
    return {
      fill: { entraClientId: id, tenant: 'contoso.onmicrosoft.com', scope: 'https://graph.microsoft.com/.default' },
      material: made,
      alg: 'PS256',
      header: { ...JWT, 'x5t#S256': made.sha256 },
      claims: clientAssertion(id, audience, { nbf: recent(), exp: within(600) }),
      exchange: credentials({ client_id: id, scope: 'https://graph.microsoft.com/.default' }),
    }
  },
  'auth0-private-key-jwt': () => ({
    fill: {
      auth0ClientId: 'AaExampleClientId',
      auth0Domain: 'example.eu.auth0.com',
      api: 'https://api.example.com',
      keyId: 'my-key',
    },
    material: material.rsa(),
    alg: 'RS256',
    header: { ...JWT, kid: 'my-key' },
    claims: clientAssertion('AaExampleClientId', 'https://example.eu.auth0.com/'),
    exchange: credentials({ audience: 'https://api.example.com' }),
  }),
  'adobe-service-account': () => ({
    fill: {
      adobeClientId: '0123456789abcdef',
      organizationId: '1234@AdobeOrg',
      technicalAccountId: '5678@techacct.adobe.com',
      metascope: 'ent_analytics_bulk_ingest_sdk',
      imsServer: 'https://ims-na1.adobelogin.com',
      clientSecret: 'p8e-example',
    },
    material: material.rsa(),
    alg: 'RS256',
    header: JWT,
    claims: {
      exp: within(86_400),
      iss: '1234@AdobeOrg',
      sub: '5678@techacct.adobe.com',
      aud: 'https://ims-na1.adobelogin.com/c/0123456789abcdef',
      'https://ims-na1.adobelogin.com/s/ent_analytics_bulk_ingest_sdk': true,
    },
    exchange: { assertion: 'jwt_token', fields: { client_id: '0123456789abcdef', client_secret: 'p8e-example' } },
  }),
  'fhir-backend-rs384': (url) => fhir(url, 'RS384', material.jwk('RSA', 'fhir-rs384')),
  'fhir-backend-es384': (url) => fhir(url, 'ES384', material.jwk('P-384', 'fhir-es384')),
}

function okta({ dpop = false }) {
  const id = '0oar95zt9zIpYuz6A0h7'
  const made = material.jwk('RSA', 'okta-key')
  return {
    fill: { oktaClientId: id, oktaDomain: 'dev-12345.okta.com', scope: 'okta.users.read' },
    material: dpop ? { ...made, variables: { ...made.variables, dpopKey: material.ec().variables.clientKey } } : made,
    alg: 'RS256',
    header: { ...JWT, kid: 'okta-key' },
    claims: clientAssertion(id, 'https://dev-12345.okta.com/oauth2/v1/token', { exp: within(3600) }),
    exchange: { ...credentials({ scope: 'okta.users.read' }), dpop },
    ...(dpop && { request: { prefix: 'DPoP ' } }),
  }
}

function fhir(url, alg, made) {
  return {
    fill: { fhirClientId: 'demo_client', fhirTokenUrl: `${url}/token`, scope: 'system/Patient.rs' },
    material: made,
    alg,
    header: { ...JWT, kid: `fhir-${alg.toLowerCase()}` },
    claims: clientAssertion('demo_client', `${url}/token`),
    exchange: credentials({ scope: 'system/Patient.rs' }),
  }
}

// The vendors with a token endpoint: what their documentation says of the assertion, and of the form it is sent in.
import * as material from './material.mjs'
import { fresh, JWT, maybe, recent, within } from './rule.mjs'

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
const credentials = (endpoint, more = {}) => ({
  endpoint,
  assertion: 'client_assertion',
  fields: { grant_type: 'client_credentials', client_assertion_type: CLIENT_ASSERTION, ...more },
})

/**
 * Each `(url)` answers { fill, material, alg, header, claims, exchange?, request? }; `url` is the vendor's own here, and
 * `exchange.endpoint` what the recipe asks without it.
 */
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
      exchange: { endpoint: `${url}/token`, assertion: 'assertion', fields: { grant_type: JWT_BEARER } },
    }
  },
  'google-id-token': (url) => {
    const made = material.serviceAccount(`${url}/token`)
    return {
      fill: { targetAudience: 'https://my-service-abc123.a.run.app' },
      material: made,
      alg: 'RS256',
      header: { ...JWT, kid: made.file.private_key_id },
      claims: {
        iss: made.file.client_email,
        aud: `${url}/token`,
        target_audience: 'https://my-service-abc123.a.run.app',
        iat: recent(),
        exp: within(3600),
      },
      exchange: {
        endpoint: `${url}/token`,
        assertion: 'assertion',
        fields: { grant_type: JWT_BEARER },
        answer: (token) => ({ id_token: token, access_token: undefined, token_type: undefined, expires_in: undefined }),
      },
    }
  },
  'github-installation': () => ({
    fill: { appId: 'Iv23liExample', installationId: '12345678' },
    material: material.rsa({ type: 'pkcs1' }),
    alg: 'RS256',
    header: JWT,
    claims: { iat: recent(90), exp: within(600), iss: 'Iv23liExample' },
    exchange: { endpoint: 'https://api.github.com/app/installations/12345678/access_tokens', asBearer: true },
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
    exchange: {
      endpoint: 'https://account-d.docusign.com/oauth/token',
      assertion: 'assertion',
      fields: { grant_type: JWT_BEARER },
    },
  }),
  salesforce: () => ({
    fill: { consumerKey: '3MVG9example', username: 'user@example.com', loginServer: 'https://login.salesforce.com' },
    material: material.rsa(),
    alg: 'RS256',
    header: JWT,
    claims: { iss: '3MVG9example', sub: 'user@example.com', aud: 'https://login.salesforce.com', exp: within(180) },
    // Salesforce says nothing about how long its tokens live.
    exchange: {
      endpoint: 'https://login.salesforce.com/services/oauth2/token',
      assertion: 'assertion',
      fields: { grant_type: JWT_BEARER },
      answer: () => ({ expires_in: undefined }),
    },
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
        iat: maybe(recent()),
        exp: within(60),
      },
      exchange: {
        endpoint: 'https://api.box.com/oauth2/token',
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
      exchange: credentials(audience, { client_id: id, scope: 'https://graph.microsoft.com/.default' }),
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
    exchange: credentials('https://example.eu.auth0.com/oauth/token', { audience: 'https://api.example.com' }),
  }),
  'adobe-aem': () => {
    const made = material.aemCredentials()
    const { imsEndpoint, metascopes, technicalAccount, id, org } = made.file.integration
    const { clientId, clientSecret } = technicalAccount
    return {
      fill: {},
      material: made,
      alg: 'RS256',
      header: JWT,
      claims: {
        exp: within(86_400),
        iss: org,
        sub: id,
        aud: `https://${imsEndpoint}/c/${clientId}`,
        [`https://${imsEndpoint}/s/${metascopes}`]: true,
      },
      exchange: {
        endpoint: `https://${imsEndpoint}/ims/exchange/jwt`,
        assertion: 'jwt_token',
        fields: { client_id: clientId, client_secret: clientSecret },
        // Adobe counts it in milliseconds.
        answer: () => ({ expires_in: 86_399_999 }),
      },
    }
  },
  netsuite: () => {
    const endpoint = 'https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token'
    return {
      fill: {
        accountId: '1234567-sb1',
        netsuiteClientId: '0123456789abcdef',
        certificateId: 'custcertificate1',
        netsuiteScope: 'rest_webservices',
      },
      material: material.rsa(),
      alg: 'PS256',
      header: { ...JWT, kid: 'custcertificate1' },
      claims: { iss: '0123456789abcdef', scope: ['rest_webservices'], aud: endpoint, iat: recent(), exp: within(3599) },
      exchange: credentials(endpoint),
    }
  },
  'nhs-signed-jwt': () => {
    const endpoint = 'https://int.api.service.nhs.uk/oauth2/token'
    const { iat: _, ...claims } = clientAssertion('0123456789abcdef', endpoint)
    return {
      fill: { nhsApiKey: '0123456789abcdef', keyId: 'test-1', nhsTokenUrl: endpoint },
      material: material.rsa(),
      alg: 'RS512',
      header: { ...JWT, kid: 'test-1' },
      claims,
      exchange: credentials(endpoint),
    }
  },
  servicenow: () => ({
    fill: {
      instance: 'dev12345.service-now.com',
      servicenowClientId: 'e0d2aebexample',
      servicenowUser: 'user@example.com',
      keyId: 'my-kid',
      clientSecret: 'example secret',
    },
    material: material.rsa(),
    alg: 'RS256',
    header: { ...JWT, kid: 'my-kid' },
    claims: {
      aud: 'e0d2aebexample',
      iss: 'e0d2aebexample',
      sub: 'user@example.com',
      iat: recent(),
      exp: within(300),
      jti: maybe(fresh),
    },
    exchange: {
      endpoint: 'https://dev12345.service-now.com/oauth_token.do',
      assertion: 'assertion',
      fields: { grant_type: JWT_BEARER, client_id: 'e0d2aebexample', client_secret: 'example secret' },
    },
  }),
  keycloak: () => {
    const realm = 'https://keycloak.example.com/realms/demo'
    return {
      fill: { keycloakClientId: 'my-client', realmUrl: realm, keyId: 'my-key' },
      material: material.ec(),
      alg: 'ES256',
      header: { ...JWT, kid: 'my-key' },
      claims: clientAssertion('my-client', realm, { exp: within(60) }),
      exchange: credentials(`${realm}/protocol/openid-connect/token`),
    }
  },
  'vault-jwt': () => ({
    fill: {
      vaultAddress: 'https://vault.example.com',
      vaultRole: 'dev-role',
      vaultIssuer: 'https://login.example.com',
      vaultAudience: 'vault',
      vaultSubject: 'tester',
    },
    material: material.ec(),
    alg: 'ES256',
    header: JWT,
    claims: {
      iss: 'https://login.example.com',
      aud: 'vault',
      sub: 'tester',
      iat: maybe(recent()),
      exp: within(300),
    },
    exchange: {
      endpoint: 'https://vault.example.com/v1/auth/jwt/login',
      assertion: 'jwt',
      takesJson: true,
      fields: { role: 'dev-role' },
      answer: (token) => ({ access_token: undefined, auth: { client_token: token, lease_duration: 2_764_800 } }),
    },
    request: { header: 'x-vault-token', prefix: '' },
  }),
  'fhir-backend-rs384': (url) => fhir(url, 'RS384', material.jwk('RSA', 'fhir-rs384')),
  'fhir-backend-es384': (url) => fhir(url, 'ES384', material.jwk('P-384', 'fhir-es384')),
}

function okta({ dpop = false }) {
  const id = '0oar95zt9zIpYuz6A0h7'
  const endpoint = 'https://dev-12345.okta.com/oauth2/v1/token'
  const made = material.jwk('RSA', 'okta-key')
  return {
    fill: { oktaClientId: id, oktaDomain: 'dev-12345.okta.com', scope: 'okta.users.read' },
    material: dpop ? { ...made, variables: { ...made.variables, dpopKey: material.ec().variables.clientKey } } : made,
    alg: 'RS256',
    header: { ...JWT, kid: 'okta-key' },
    claims: clientAssertion(id, endpoint, { exp: within(3600), iat: maybe(recent()), jti: maybe(fresh) }),
    exchange: { ...credentials(endpoint, { scope: 'okta.users.read' }), dpop },
    ...(dpop && { request: { prefix: 'DPoP ' } }),
  }
}

function fhir(url, alg, made) {
  return {
    fill: { fhirClientId: 'demo_client', fhirTokenUrl: `${url}/token`, scope: 'system/Patient.rs' },
    material: made,
    alg,
    header: { ...JWT, kid: `fhir-${alg.toLowerCase()}` },
    claims: clientAssertion('demo_client', `${url}/token`, { iat: maybe(recent()) }),
    exchange: credentials(`${url}/token`, { scope: 'system/Patient.rs' }),
  }
}

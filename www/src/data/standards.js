// Starting points that belong to no vendor, in the form of pkg/collections/recipes/recipe.schema.json. The first one is
// what "New token" makes.

const life = { iat: '[[now]]', exp: '[[now+10m]]', jti: '[[id]]' }

export const standards = [
  {
    id: 'access',
    title: 'Access token',
    docs: 'https://www.rfc-editor.org/rfc/rfc7519',
    about: 'A token to start with.',
    fill: [],
    variables: {
      algorithm: 'HS256',
      claims: {
        iss: 'https://login.example.com',
        sub: 'alice',
        aud: 'https://api.example.com',
        scope: 'read write',
        iat: '[[now]]',
        exp: '[[now+15m]]',
        jti: '[[id]]',
      },
    },
  },
  {
    id: 'at',
    title: 'JWT access token, at+jwt (RFC 9068)',
    docs: 'https://www.rfc-editor.org/rfc/rfc9068',
    about: 'What an authorization server issues.',
    fill: [
      { name: 'issuer', about: 'Issuer', example: 'https://login.example.com' },
      { name: 'subject', about: 'Subject', example: 'alice' },
      { name: 'audience', about: 'Audience', example: 'https://api.example.com' },
      { name: 'clientId', about: 'Client ID', example: 'web-app' },
      { name: 'scope', about: 'Scopes, with spaces between them', example: 'read write' },
    ].map((field) => ({ ...field, usual: true })),
    variables: {
      header: { typ: 'at+jwt' },
      claims: {
        iss: '{{issuer}}',
        sub: '{{subject}}',
        aud: '{{audience}}',
        client_id: '{{clientId}}',
        scope: '{{scope}}',
        ...life,
      },
    },
  },
  {
    id: 'assertion',
    title: 'Client assertion, private_key_jwt (RFC 7523)',
    docs: 'https://www.rfc-editor.org/rfc/rfc7523#section-3',
    about: 'A client proves itself with its key and gets an access token.',
    fill: [
      { name: 'clientId', about: 'Client ID', example: 'my-client' },
      { name: 'tokenUrl', about: 'Token endpoint', example: 'https://login.example.com/token' },
    ],
    variables: {
      claims: { iss: '{{clientId}}', sub: '{{clientId}}', aud: '{{tokenUrl}}', ...life, exp: '[[now+1m]]' },
      grant: 'private-key-jwt',
      tokenUrl: '{{tokenUrl}}',
    },
  },
  {
    id: 'dpop',
    title: 'DPoP proof (RFC 9449)',
    docs: 'https://www.rfc-editor.org/rfc/rfc9449',
    about: 'Shows for one request that its sender holds the key.',
    fill: [
      { name: 'method', about: 'HTTP method', example: 'GET', usual: true },
      { name: 'url', about: 'Address of the request', example: 'https://api.example.com/' },
    ],
    secrets: [{ name: 'accessToken', about: 'Access token, if any', optional: true }],
    variables: {
      algorithm: 'ES256',
      header: { typ: 'dpop+jwt', jwk: '[[jwk]]' },
      claims: {
        htm: '{{method}}',
        htu: '{{url}}',
        ath: '[[sha256:accessToken]]',
        nonce: '{{dpopNonce}}',
        iat: '[[now]]',
        exp: null,
        jti: '[[id]]',
      },
    },
    request: {
      method: '{{method}}',
      url: '{{url}}',
      headers: { DPoP: '{{jwt}}', Authorization: 'DPoP {{accessToken}}' },
    },
  },
  {
    id: 'atlassian',
    title: 'Atlassian Connect (qsh)',
    docs: 'https://developer.atlassian.com/cloud/jira/platform/understanding-jwt-for-connect-apps/',
    about: 'A call of a Connect app, bound to its method and path.',
    fill: [
      { name: 'appKey', about: 'App key', example: 'com.example.app' },
      { name: 'method', about: 'HTTP method', example: 'GET', usual: true },
      { name: 'path', about: 'Path and query', example: '/rest/api/3/project?maxResults=10', usual: true },
    ],
    variables: {
      algorithm: 'HS256',
      claims: { iss: '{{appKey}}', iat: '[[now]]', exp: '[[now+3m]]', qsh: '[[qsh]]' },
    },
    request: {
      method: '{{method}}',
      url: 'https://your-site.atlassian.net{{path}}',
      headers: { Authorization: 'JWT {{jwt}}' },
    },
  },
]

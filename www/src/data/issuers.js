// Issuers that are known by their address, and where each of them publishes its keys.

const below = (/** @type {string} */ path) => (/** @type {URL} */ url) => url.href.replace(/\/?$/, '/') + path

/** @type {{name: string, test: RegExp, keys: (url: URL) => string}[]} */
const ISSUERS = [
  {
    name: 'Microsoft Entra ID',
    test: /^https:\/\/(?:login\.microsoftonline\.(?:com|us)|sts\.windows\.net|[\w.-]+\.ciamlogin\.com)\//,
    keys: (url) => `https://login.microsoftonline.com/${url.pathname.split('/')[1]}/discovery/v2.0/keys`,
  },
  {
    name: 'Amazon Cognito',
    test: /^https:\/\/cognito-idp\.[\w-]+\.amazonaws\.com\//,
    keys: below('.well-known/jwks.json'),
  },
  { name: 'Auth0', test: /^https:\/\/[\w-]+(?:\.\w\w)?\.auth0\.com\//, keys: below('.well-known/jwks.json') },
  {
    name: 'Okta',
    test: /^https:\/\/[\w-]+\.okta(?:preview|-emea)?\.com/,
    keys: (url) => (url.pathname.startsWith('/oauth2/') ? below('v1/keys')(url) : `${url.origin}/oauth2/v1/keys`),
  },
  {
    name: 'Firebase',
    test: /^https:\/\/securetoken\.google\.com\//,
    keys: () => 'https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com',
  },
  {
    name: 'Google',
    test: /^(?:https:\/\/)?accounts\.google\.com$/,
    keys: () => 'https://www.googleapis.com/oauth2/v3/certs',
  },
  {
    name: 'GitHub Actions',
    test: /^https:\/\/token\.actions\.githubusercontent\.com/,
    keys: below('.well-known/jwks'),
  },
  { name: 'GitLab', test: /^https:\/\/gitlab\.com$/, keys: below('oauth/discovery/keys') },
  { name: 'Apple', test: /^https:\/\/appleid\.apple\.com$/, keys: below('auth/keys') },
  { name: 'Keycloak', test: /\/realms\/[^/]+\/?$/, keys: below('protocol/openid-connect/certs') },
]

/**
 * @param {unknown} iss the claim
 * @returns {{name: string, keys: string} | null} `name` is empty for an issuer that is not known; `keys` is then the
 *   address where OpenID Connect puts its settings, which name the one of its keys
 */
export function issuerOf(iss) {
  if (typeof iss !== 'string') return null
  const url = addressOf(iss.includes('://') ? iss : 'https://' + iss)
  const known = ISSUERS.find(({ test }) => test.test(iss))
  if (known && url) return { name: known.name, keys: known.keys(url) }
  return url && iss.startsWith('https://') && url.hostname.includes('.')
    ? { name: '', keys: below('.well-known/openid-configuration')(url) }
    : null
}

/** @param {string} text */
function addressOf(text) {
  try {
    return new URL(text)
  } catch {
    return null
  }
}

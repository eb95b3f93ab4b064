// Keys in the forms in which vendors give them out: `variables` for the tester, `key` for the vendor's side.
import { createHash, createPrivateKey, createPublicKey, randomBytes, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { freshPair } from '../../lib/fresh-pair.mjs'

const pem = (key, type = 'pkcs8') => key.export({ type, format: 'pem' })
const pair = (privateKey, clientKey, more = {}) => ({
  key: createPublicKey(privateKey),
  variables: { clientKey },
  ...more,
})

export function rsa({ type = 'pkcs8', cipher } = {}) {
  const { privateKey } = freshPair('rsa', { modulusLength: 2048 })
  if (!cipher) return pair(privateKey, pem(privateKey, type))
  const passphrase = randomBytes(9).toString('base64url')
  const made = pair(privateKey, privateKey.export({ type, format: 'pem', cipher, passphrase }))
  return { ...made, variables: { ...made.variables, passphrase } }
}

export function ec(namedCurve = 'P-256', type = 'pkcs8') {
  const { privateKey } = freshPair('ec', { namedCurve })
  return pair(privateKey, pem(privateKey, type))
}

export function jwk(kind, kid) {
  const { privateKey } =
    kind === 'RSA' ? freshPair('rsa', { modulusLength: 2048 }) : freshPair('ec', { namedCurve: kind })
  return pair(privateKey, JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid }))
}

/** As video services give out their signing keys. */
export const inBase64 = ({ key, variables }) => ({
  key,
  variables: { clientKey: Buffer.from(variables.clientKey).toString('base64') },
})

export function secret(text) {
  return { key: Buffer.from(text, 'utf8'), variables: { clientKey: text } }
}

export function serviceAccount(tokenUri) {
  const { privateKey } = freshPair('rsa', { modulusLength: 2048 })
  const file = {
    type: 'service_account',
    project_id: 'demo',
    private_key_id: randomBytes(20).toString('hex'),
    private_key: pem(privateKey),
    client_email: 'tester@demo.iam.gserviceaccount.com',
    client_id: '100000000000000000000',
    token_uri: tokenUri,
  }
  return pair(privateKey, JSON.stringify(file, null, 2), { file })
}

export function boxConfiguration() {
  const { key, variables } = rsa({ cipher: 'aes-256-cbc' })
  const file = {
    boxAppSettings: {
      clientID: 'boxclient123',
      clientSecret: 'boxsecret456',
      appAuth: { publicKeyID: 'b7xk2m9q', privateKey: variables.clientKey, passphrase: variables.passphrase },
    },
    enterpriseID: '987654',
  }
  return { key, file, variables: { clientKey: JSON.stringify(file) } }
}

/** The service credentials of AEM as a Cloud Service; its PEM has the line ends of Windows. */
export function aemCredentials() {
  const { key, variables } = rsa({ type: 'pkcs1' })
  const file = {
    ok: true,
    integration: {
      imsEndpoint: 'ims-na1.adobelogin.com',
      metascopes: 'ent_aem_cloud_api',
      technicalAccount: { clientId: 'cm-p1-e2-integration', clientSecret: 'p8e-example' },
      email: 'c9adf360@techacct.adobe.com',
      id: 'D8E157165FC0@techacct.adobe.com',
      org: '907136ED5D35@AdobeOrg',
      privateKey: variables.clientKey.replaceAll('\n', '\r\n'),
    },
    statusCode: 200,
  }
  return { key, file, variables: { clientKey: JSON.stringify(file) } }
}

export function coinbaseFile(kind) {
  const name = 'organizations/5c1a/apiKeys/77f0'
  if (kind === 'ec') {
    const { privateKey } = freshPair('ec', { namedCurve: 'P-256' })
    return pair(privateKey, JSON.stringify({ name, privateKey: pem(privateKey, 'sec1') }), { id: name })
  }
  const { privateKey } = freshPair('ed25519')
  const { d, x } = privateKey.export({ format: 'jwk' })
  const bytes = Buffer.concat([Buffer.from(d, 'base64url'), Buffer.from(x, 'base64url')])
  const id = 'b0a3e2c4-9a3f-4d5b-8b0d-0f6f1f1a2b3c'
  return pair(privateKey, JSON.stringify({ id, privateKey: bytes.toString('base64') }), { id })
}

/** The certificate of the key files in tests/keys. */
export function certified() {
  const file = (name) => readFileSync(new URL(`../../keys/${name}`, import.meta.url), 'utf8')
  const certificate = file('rsa.certificate.pem')
  const privateKey = createPrivateKey(file('rsa.pkcs8.pem'))
  const { raw } = new X509Certificate(certificate)
  const made = pair(privateKey, file('rsa.pkcs8.pem'), { sha256: createHash('sha256').update(raw).digest('base64url') })
  return { ...made, variables: { ...made.variables, certificate } }
}

/** As `web-push generate-vapid-keys` prints them. */
export function vapid() {
  const { privateKey } = freshPair('ec', { namedCurve: 'P-256' })
  const { d, x, y } = privateKey.export({ format: 'jwk' })
  const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
  const made = pair(privateKey, d)
  return { ...made, variables: { clientKey: d, publicKey: point.toString('base64url') } }
}

export const fingerprint = (key) =>
  `SHA256:${createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('base64')}`

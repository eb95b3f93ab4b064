// Every form that the openssl program writes.
import { KINDS, PASSPHRASE, isEdwards, isRsa } from './kinds.mjs'
import { inFolder } from './tools.mjs'

export const name = 'openssl'
export const kinds = Object.keys(KINDS)

/** @returns {{ reference: string, forms: { name: string, key: any, passphrase?: string }[] }} one pair, in all its forms */
export function make(kind) {
  const [type, option] = KINDS[kind].openssl
  return inFolder((place) => {
    place.openssl('genpkey', '-algorithm', type, ...(option ? ['-pkeyopt', option] : []), '-out', 'key.pem')
    const forms = [...privateForms(kind, place), ...encryptedForms(place), ...publicForms(kind, place)]
    return { reference: place.text('key.pem'), forms }
  })
}

function privateForms(kind, place) {
  const forms = [
    { name: 'PKCS#8', key: place.text('key.pem') },
    { name: 'PKCS#8 DER', key: place.der('pkcs8', '-topk8', '-nocrypt', '-in', 'key.pem') },
    {
      name: 'PKCS#8 DER in base64',
      key: Buffer.from(place.der('pkcs8', '-topk8', '-nocrypt', '-in', 'key.pem')).toString('base64'),
    },
    { name: 'PKCS#8 with a description', key: place.pem('pkey', '-in', 'key.pem', '-text') },
  ]
  if (isEdwards(kind)) return forms
  const traditional = isRsa(kind) ? ['rsa', '-traditional'] : ['ec']
  forms.push({ name: 'traditional', key: place.pem(...traditional, '-in', 'key.pem') })
  forms.push({ name: 'traditional DER', key: place.der(...traditional, '-in', 'key.pem') })
  if (!isRsa(kind)) {
    forms.push({
      name: 'SEC1 after its parameters',
      key: place.pem('ecparam', '-name', curve(kind)) + place.pem('ec', '-in', 'key.pem'),
    })
    forms.push({ name: 'SEC1 without the public key', key: place.pem('ec', '-in', 'key.pem', '-no_public') })
    forms.push({
      name: 'PKCS#8 with a compressed point',
      key: place.pem('pkey', '-in', 'key.pem', '-ec_conv_form', 'compressed'),
    })
  }
  return forms
}

function encryptedForms(place) {
  const pass = ['-passout', `pass:${PASSPHRASE}`]
  const forms = []
  for (const cipher of ['aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc']) {
    for (const hash of ['SHA1', 'SHA256', 'SHA384', 'SHA512']) {
      const key = place.pem('pkcs8', '-topk8', '-in', 'key.pem', '-v2', cipher, '-v2prf', `hmacWith${hash}`, ...pass)
      forms.push({ name: `encrypted PKCS#8, ${cipher}, PBKDF2 with ${hash}`, key, passphrase: PASSPHRASE })
    }
  }
  const scrypt = ['pkcs8', '-topk8', '-in', 'key.pem', '-scrypt', '-scrypt_N', '16384', ...pass]
  forms.push({ name: 'encrypted PKCS#8, scrypt', key: place.pem(...scrypt), passphrase: PASSPHRASE })
  forms.push({ name: 'encrypted PKCS#8 DER, scrypt', key: place.der(...scrypt), passphrase: PASSPHRASE })
  return forms
}

function publicForms(kind, place) {
  const certificate = ['req', '-x509', '-key', 'key.pem', '-subj', '/CN=jwtmint/O=tests', '-days', '30']
  const forms = [
    { name: 'SPKI', key: place.pem('pkey', '-in', 'key.pem', '-pubout') },
    { name: 'SPKI DER', key: place.der('pkey', '-in', 'key.pem', '-pubout') },
    { name: 'certificate', key: place.pem(...certificate) },
    { name: 'certificate DER', key: place.der(...certificate) },
    { name: 'certificate with a description', key: place.pem(...certificate, '-text') },
  ]
  if (isRsa(kind)) forms.push({ name: 'PKCS#1 public', key: place.pem('rsa', '-in', 'key.pem', '-RSAPublicKey_out') })
  else if (!isEdwards(kind))
    forms.push({
      name: 'SPKI with a compressed point',
      key: place.pem('ec', '-in', 'key.pem', '-pubout', '-conv_form', 'compressed'),
    })
  return forms.map((form) => ({ ...form, isPublic: true }))
}

const curve = (kind) => ({ 'P-256': 'prime256v1', 'P-384': 'secp384r1', 'P-521': 'secp521r1' })[kind] ?? kind

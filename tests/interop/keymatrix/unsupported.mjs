// Forms that are recognised and refused: what each is called, its text, and the sentence that must name the way out.
import { inFolder } from './tools.mjs'

/** @returns {{ name: string, key: any, says: RegExp, code?: string }[]} */
export function make() {
  return inFolder((place) => {
    const genpkey = (...options) => place.pem('genpkey', '-algorithm', ...options)
    place.openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', 'ec.pem')
    place.openssl('req', '-x509', '-key', 'ec.pem', '-subj', '/CN=jwtmint', '-out', 'ec.crt')
    const encrypt = (...options) => place.pem('pkcs8', '-topk8', '-in', 'ec.pem', '-passout', 'pass:x', ...options)
    place.openssl('dsaparam', '-genkey', '-out', 'dsa.pem', '1024')
    place.openssl('pkcs12', '-export', '-inkey', 'ec.pem', '-in', 'ec.crt', '-passout', 'pass:x', '-out', 'store.p12')
    place.sshKeygen('-q', '-t', 'rsa', '-b', '2048', '-N', '', '-f', 'ssh-rsa')
    return [
      {
        name: 'DSA, PKCS#8',
        key: place.pem('pkcs8', '-topk8', '-nocrypt', '-in', 'dsa.pem'),
        says: /DSA.*openssl genpkey/,
      },
      { name: 'DSA, traditional', key: place.pem('dsa', '-in', 'dsa.pem'), says: /DSA.*openssl genpkey/ },
      { name: 'DSA, public', key: place.pem('dsa', '-in', 'dsa.pem', '-pubout'), says: /DSA.*openssl genpkey/ },
      { name: 'PBES1', key: encrypt('-v1', 'PBE-SHA1-3DES'), says: /openssl pkcs8 .*-v2 aes-256-cbc/ },
      { name: 'PKCS#12', key: place.bytes('store.p12'), says: /openssl pkcs12/ },
      {
        name: 'PKCS#12 in base64',
        key: Buffer.from(place.bytes('store.p12')).toString('base64'),
        says: /openssl pkcs12/,
      },
      { name: 'PKCS#7', key: place.pem('crl2pkcs7', '-nocrl', '-certfile', 'ec.crt'), says: /openssl pkcs7/ },
      {
        name: 'certificate request',
        key: place.pem('req', '-new', '-key', 'ec.pem', '-subj', '/CN=x'),
        says: /openssl req/,
      },
      {
        name: 'certificate request DER',
        key: place.der('req', '-new', '-key', 'ec.pem', '-subj', '/CN=x'),
        says: /openssl req/,
      },
      {
        name: 'explicit curve',
        key: genpkey('EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-pkeyopt', 'ec_param_enc:explicit'),
        says: /-param_enc named_curve/,
      },
      {
        name: 'brainpoolP256r1',
        key: genpkey('EC', '-pkeyopt', 'ec_paramgen_curve:brainpoolP256r1'),
        says: /P-256.*openssl genpkey/,
      },
      { name: 'P-224', key: genpkey('EC', '-pkeyopt', 'ec_paramgen_curve:secp224r1'), says: /P-256.*openssl genpkey/ },
      { name: 'X25519', key: genpkey('X25519'), says: /X25519.*openssl genpkey/ },
      { name: 'Ed448', key: genpkey('ED448'), says: /Ed448.*openssl genpkey/ },
      {
        name: 'three primes',
        key: genpkey('RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-pkeyopt', 'rsa_keygen_primes:3'),
        says: /two primes.*openssl genpkey/,
      },
      { name: 'parameters alone', key: place.pem('ecparam', '-name', 'prime256v1'), says: /parameters only/ },
      {
        name: 'SSH2 public key',
        key: place.sshKeygen('-e', '-m', 'RFC4716', '-f', 'ssh-rsa.pub').toString(),
        says: /ssh-keygen -i -m RFC4716/,
      },
      { name: 'passphrase missing', key: encrypt('-v2', 'aes-256-cbc'), says: /passphrase/, code: 'ERR_KEY_ENCRYPTED' },
      { name: 'RSA-1024', key: genpkey('RSA', '-pkeyopt', 'rsa_keygen_bits:1024'), says: /2048/, code: 'ERR_KEY_WEAK' },
    ]
  })
}

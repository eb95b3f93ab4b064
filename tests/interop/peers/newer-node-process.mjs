// Runs in Node 24: one JSON request a line, one answer a line.
import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { createInterface } from 'node:readline'
import { SignJWT, importJWK, jwtVerify } from 'jose'
import { forms } from '../forms.mjs'

const peers = {
  'jose, Node 24': {
    sign: async ({ algorithm, key, claims }) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
        .sign(await importJWK(key.privateJwk, algorithm)),
    verify: async ({ algorithm, key, token }) =>
      (await jwtVerify(token, await importJWK(key.publicJwk, algorithm), { algorithms: [algorithm] })).payload,
  },
  'Node 24': {
    sign({ algorithm, key, claims }) {
      const input = `${encoded({ alg: algorithm })}.${encoded(claims)}`
      return `${input}.${sign(null, Buffer.from(input), key.privatePem).toString('base64url')}`
    },
    verify({ key, token }) {
      const [header, payload, signature] = token.split('.')
      if (!verify(null, Buffer.from(`${header}.${payload}`), key.publicPem, Buffer.from(signature, 'base64url')))
        throw new Error('the signature does not hold')
      return JSON.parse(Buffer.from(payload, 'base64url').toString())
    },
  },
}

function encoded(value) {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

async function answer(request) {
  if (request.operation === 'make')
    return generateKeyPairSync(request.kind.toLowerCase()).privateKey.export({ type: 'pkcs8', format: 'pem' })
  if (request.operation === 'forms') return forms(request.pem)
  return peers[request.peer][request.operation](request)
}

for await (const line of createInterface({ input: process.stdin })) {
  const result = await answer(JSON.parse(line)).then(
    (result) => ({ result }),
    (error) => ({ error: String(error) }),
  )
  process.stdout.write(JSON.stringify(result) + '\n')
}

// ML-DSA keys for a run, from three makers, and what is particular to their forms.
import assert from 'node:assert/strict'

export const ML_DSA = ['ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87']

/**
 * @param {any} lib jwtmint with ML-DSA
 * @param {{ makeKey: (kind: string) => Promise<string> }} python
 * @param {ReturnType<typeof import('./peers/newer-node.mjs').start>} node
 */
export async function mlDsaKeys(lib, python, node) {
  const keys = []
  for (const algorithm of ML_DSA) {
    const made = {
      jwtmint: lib.generateKey(algorithm).toPem(),
      python: await python.makeKey(algorithm),
      'node 24': await node.makeKey(algorithm),
    }
    for (const [maker, pem] of Object.entries(made)) {
      // Node writes the seed and what is expanded from it, jwtmint the seed alone, and `cryptography` reads no other.
      keys.push({ maker, algorithm, ...(await node.formsOf(pem)), madePem: pem, seedPem: lib.importKey(pem).toPem() })
    }
  }
  return keys
}

/** Every form is the same key; what is written here has the numbers that Node finds in it. */
export function mlDsaForms(lib, key) {
  const { algorithm } = key
  const privates = [key.madePem, key.seedPem, key.privatePem, key.privateJwk, JSON.stringify(key.privateJwk)]
  const publics = [key.publicPem, key.publicJwk, { keys: [key.publicJwk] }]
  const [first, ...others] = privates.map((form) => lib.sign({ a: 1 }, form, { noTimestamp: true }))
  for (const other of others) assert.equal(other, first, 'deterministic, from each form')
  for (const form of publics) assert.equal(lib.verify(first, form).algorithm, algorithm)
  const imported = lib.importKey(key.madePem)
  assert.equal(imported.publicKey().toPem(), key.publicPem)
  for (const [made, expected] of [
    [imported.toJwk(), key.privateJwk],
    [imported.publicKey().toJwk(), key.publicJwk],
  ]) {
    for (const member of ['kty', 'alg', 'pub', 'priv']) assert.equal(made[member], expected[member], member)
  }
}

// Who may call the API: people with a password, and programs with a registered secret or public key.
import { readFile } from 'node:fs/promises'
import { importJWK } from 'jose'

export async function loadClients(file) {
  let text
  try {
    text = await readFile(file, 'utf8')
  } catch {
    throw new Error(
      `The list of clients was expected at ${file}; build the collections first, or name another with --clients.`,
    )
  }
  const { users, clients } = JSON.parse(text)
  const registered = new Map()
  for (const { id, jwks } of clients) {
    const keys = await Promise.all(
      jwks.keys.map(async (jwk) => ({ algorithm: jwk.alg, keyId: jwk.kid, key: await importJWK(jwk, jwk.alg) })),
    )
    registered.set(id, keys)
  }
  return { users: new Map(users.map((user) => [user.name, user.password])), clients: registered }
}

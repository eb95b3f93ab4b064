// The recipes without a client: each makes its vendor's token, and each vendor refuses what its documentation forbids.
import { decodeJwt } from 'jose'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stale, variableNames } from '../../../pkg/collections/build/documents.mjs'
import { environmentOf } from '../../../pkg/collections/build/environment.mjs'
import { recipes } from '../../../pkg/collections/build/recipes.mjs'
import { checkToken, startVendors } from '../../api/vendors/server.mjs'
import { ROOT } from '../lib/places.mjs'
import { equal, tally } from '../lib/tally.mjs'
import { tokensOf } from '../lib/workflow.mjs'

const FOLDER = join(ROOT, 'pkg/collections/recipes')
/** Claims that a token may have without being told to; `null` leaves them out. */
const REGISTERED = ['iat', 'exp', 'sub', 'iss', 'aud', 'jti', 'nbf']
export const RECIPES = recipes(FOLDER)

/** What a tester fills in, and the token endpoint on this machine. */
export function filled(recipe, vendor) {
  const elsewhere = recipe.variables.tokenUrl && !recipe.variables.tokenUrl.startsWith('[[key:')
  return { ...vendor.fill, ...vendor.material.variables, ...(elsewhere && { tokenUrl: `${vendor.url}/token` }) }
}

export const vendors = { name: 'recipes and their vendors', run }

async function run() {
  const t = tally(vendors.name)
  const server = await startVendors()
  try {
    await t.check('every recipe has a vendor, and every vendor a recipe', () =>
      equal(RECIPES.map(({ id }) => id).sort(), server.vendors.map(({ id }) => id).sort(), 'the names'),
    )
    await t.check('the documentation is made from the data', () =>
      equal(stale(), [], 'pages to be written by pkg/collections/build/documents.mjs'),
    )
    await t.check('every variable that is read is documented', documented)
    for (const recipe of RECIPES) {
      const vendor = server.vendors.find(({ id }) => id === recipe.id)
      const variables = { ...environmentOf(recipe).values, ...filled(recipe, vendor) }
      await t.check(`${recipe.id} names known variables`, () => knownNames(recipe))
      await t.check(`${recipe.id} is accepted`, () => accepted(vendor, variables))
      if (vendor.exchange) await t.check(`${recipe.id} asks its own token endpoint`, () => asksItsOwn(recipe, vendor))
      if (!vendor.detached) await refusals(t, recipe, vendor, variables)
    }
  } finally {
    await server.close()
  }
  return t
}

/** The names that the workflow asks for, as its source has them. */
async function documented() {
  const folder = join(ROOT, 'pkg/collections/shared')
  const sources = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
  const asked = sources.flatMap((text) =>
    [...text.matchAll(/settings\s*\.(?:text|demanded|yesNo|seconds|json|jsonObject|has|raw)\(\s*'(\w+)'/g)].map(
      ([, name]) => name,
    ),
  )
  equal(
    [...new Set(asked)].filter((name) => !variableNames.includes(name)),
    [],
    'variables that pkg/collections/variables.json does not name',
  )
}

function knownNames(recipe) {
  const { properties, required } = JSON.parse(readFileSync(join(FOLDER, 'recipe.schema.json'), 'utf8'))
  const known = properties.variables.propertyNames.enum.filter((name) => variableNames.includes(name))
  const unknown = Object.keys(recipe.variables).filter((name) => !known.includes(name))
  equal(unknown, [], 'names that recipe.schema.json does not list')
  const missing = required.filter((name) => recipe[name] === undefined)
  equal(missing, [], 'members that are missing')
}

const requestOf = (vendor) => ({
  method: vendor.request?.method ?? 'GET',
  url: `${vendor.url}/api`,
  body: vendor.request?.body ?? '',
})

async function accepted(vendor, variables) {
  const { made } = await tokensOf(variables, { request: requestOf(vendor) })
  const { header = 'authorization', prefix = 'Bearer ', suffix = '' } = vendor.request ?? {}
  const { method, url, body } = requestOf(vendor)
  const headers = { [header]: prefix + made.jwt + suffix, ...(made.dpopProof && { dpop: made.dpopProof }) }
  const response = await fetch(url, { method, headers, ...(body && { body }) })
  equal([response.status, await response.text()].slice(0, response.ok ? 1 : 2), [200], 'the answer of the vendor')
}

/** The tests ask a server of this machine; this is the address that a tester's client asks. */
async function asksItsOwn(recipe, vendor) {
  const asked = []
  const variables = { ...environmentOf(recipe).values, ...vendor.fill, ...vendor.material.variables }
  const send = ({ url }, done) => {
    asked.push(url)
    done(new Error('Nothing is sent.'))
  }
  await tokensOf(variables, { send }).catch(() => {})
  equal(asked, [vendor.exchange.endpoint], 'the address')
}

/** Each claim left out, a life beyond the longest, a further claim, and another key: nothing of it may pass. */
async function refusals(t, recipe, vendor, variables) {
  const presented = { ...variables, tokenUrl: undefined, grant: undefined, dpop: undefined }
  const signed = async (claims, more = {}) => {
    const { made } = await tokensOf(
      { ...presented, claims, tokenLifetime: undefined, ...more },
      { request: requestOf(vendor) },
    )
    return made.jwt
  }
  const good = decodeJwt(await signed(recipe.variables.claims))
  const whole = { iat: null, ...good }
  const taken = async (token) => checkToken({ ...vendor, seen: undefined }, await token)
  const refused = async (token) => {
    await taken(token).then(
      () => Promise.reject(new Error('it was accepted')),
      () => {},
    )
  }
  for (const [name, { optional }] of Object.entries(vendor.claims)) {
    const left = { ...whole, [name]: REGISTERED.includes(name) ? null : undefined }
    await t.check(`${recipe.id} without ${name}`, () => (optional ? taken(signed(left)) : refused(signed(left))))
  }
  const now = Math.floor(Date.now() / 1000)
  const { exp, iat } = vendor.claims
  const longest = (exp?.optional ?? exp)?.exp
  // A vendor that asks for no end counts from the beginning.
  const late = longest
    ? { 'lives too long': { exp: now + longest + 60 }, 'has expired': { exp: now - 1 } }
    : { 'is too old': { iat: now - iat.past - 60 } }
  for (const [what, times] of Object.entries(late))
    await t.check(`${recipe.id} ${what}`, () => refused(signed({ ...whole, ...times })))
  await t.check(`${recipe.id} says more than is known`, () => refused(signed({ ...whole, admin: true })))
  await t.check(`${recipe.id} in another algorithm's name`, () =>
    refused(
      signed(whole, {
        algorithm: undefined,
        keyEncoding: 'utf8',
        clientKey: 'another secret, of more than 32 bytes',
        publicKey: undefined,
        passphrase: undefined,
        header: undefined,
      }),
    ),
  )
}

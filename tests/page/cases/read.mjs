// Reading and verifying: what the three facts say, the notes and meanings, what is marked, what can be mended in one click.
import assert from 'node:assert/strict'
import * as keys from '../lib/keys.mjs'
import { bytes } from '../lib/peer.mjs'
import { good, now, part, tokenOf } from '../lib/tokens.mjs'

/** IANA, "JSON Web Token Claims". */
const REGISTERED =
  `iss sub aud exp nbf iat jti name given_name family_name middle_name nickname preferred_username profile picture website
email email_verified gender birthdate zoneinfo locale phone_number phone_number_verified address updated_at azp nonce auth_time at_hash
c_hash acr amr sub_jwk cnf sip_from_tag sip_date sip_callid sip_cseq_num sip_via_branch orig dest mky events toe txn rph sid vot vtm attest
origid act scope client_id may_act jcard at_use_nbr div opt vc vp sph ace_profile cnonce exi roles groups entitlements token_introspection
eat_nonce ueid sueids oemid hwmodel hwversion oemboot dbgstat location eat_profile submods uptime bootcount bootseed dloas swname swversion
manifests measurements measres intuse cdniv cdnicrit cdniip cdniuc cdniets cdnistt cdnistd sig_val_claims authorization_details
verified_claims place_of_birth nationalities birth_family_name birth_given_name birth_middle_name salutation title msisdn also_known_as htm
htu ath atc sub_id rcd rcdi crn msgi _claim_names _claim_sources rdap_allowed_purposes rdap_dnt_allowed geohash _sd _sd_alg sd_hash vct
status status_list consumerPlmnId consumerSnpnId producerPlmnId producerSnpnId producerSnssaiList producerNsiList producerNfSetId
producerNfServiceSetId sourceNfInstanceId analyticsIdList resOwnerId`.split(/\s+/)
const TIMES = ['exp', 'nbf', 'iat']
/** What well-known issuers write besides. */
const VENDORS =
  'tid oid appid azpacr scp ver cognito:username cognito:groups token_use realm_access resource_access permissions gty cid uid firebase hd repository ref sha workflow actor run_id'.split(
    ' ',
  )

const notes = (view, id = 'claims') =>
  view.page.$$eval(`#${id}-colours .j-note`, (all) => all.map((note) => note.textContent))
const open = (view, id) =>
  view.page.$eval('#' + id, (details) => {
    details.open = true
  })

export const readCases = [
  {
    name: 'a good token: claims, header, notes at the ends of lines, and all of it in words',
    core: true,
    async run(view) {
      await view.paste(good)
      await view.paste(keys.p256.publicPem)
      assert.deepEqual(JSON.parse(await view.value('header')), { alg: 'ES256', typ: 'JWT' })
      assert.equal(JSON.parse(await view.value('claims')).email, 'a@example.com')
      const said = await notes(view)
      assert.equal(said.length, 7)
      assert.match(said[0], /^Issuer/)
      assert.match(said[5], /^in \d+ minutes, \d\d?:\d\d/)
      await open(view, 'claims-explained')
      const row = (name) => view.page.$eval(`#claims-meanings [data-name="${name}"]`, (row) => row.textContent)
      await view.until(() => document.querySelector('#claims-meanings [data-name="exp"]'), 'the meanings')
      assert.match(await row('email'), /Email address/)
      assert.match(await row('exp'), /in \d+ minutes/)
      const { exp } = JSON.parse(await view.value('claims'))
      assert.ok((await row('exp')).includes(new Date(exp * 1000).toISOString().slice(0, 19) + 'Z'))
      assert.match(await row('exp'), /(GMT|UTC|CET)/)
      assert.match((await notes(view, 'header'))[0], /Algorithm/)
      const { signature, time, claims } = await view.facts()
      assert.deepEqual([signature.state, time.state, claims.state], ['good', 'good', 'good'])
    },
  },
  {
    name: 'every registered claim is explained, and those of well-known issuers',
    async run(view) {
      await open(view, 'claims-explained')
      const names = [...REGISTERED, ...VENDORS]
      for (let from = 0; from < names.length; from += 60) {
        const some = names.slice(from, from + 60)
        await view.paste(
          await tokenOf(Object.fromEntries(some.map((name) => [name, TIMES.includes(name) ? now() + 100 : 'x']))),
        )
        const rows = await view.page.$$eval('#claims-meanings [data-name]', (all) =>
          all.map((row) => [row.dataset.name, row.querySelector('.meaning').textContent]),
        )
        assert.equal(rows.length, some.length)
        assert.deepEqual(
          rows.filter(([, meaning]) => meaning === 'The issuer’s own'),
          [],
        )
      }
    },
  },
  {
    name: 'well-known issuers are named, with where their keys are',
    async run(view) {
      const issuers = {
        'https://login.microsoftonline.com/7f58/v2.0': [
          /Microsoft Entra ID/,
          'https://login.microsoftonline.com/7f58/discovery/v2.0/keys',
        ],
        'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_X': [
          /Amazon Cognito/,
          '/eu-west-1_X/.well-known/jwks.json',
        ],
        'https://x.eu.auth0.com/': [/Auth0/, 'https://x.eu.auth0.com/.well-known/jwks.json'],
        'https://x.okta.com/oauth2/default': [/Okta/, 'https://x.okta.com/oauth2/default/v1/keys'],
        'https://kc.example/realms/shop': [/Keycloak/, 'https://kc.example/realms/shop/protocol/openid-connect/certs'],
        'https://securetoken.google.com/p': [/Firebase/, 'securetoken@system.gserviceaccount.com'],
        'https://accounts.google.com': [/Google/, 'https://www.googleapis.com/oauth2/v3/certs'],
        'https://token.actions.githubusercontent.com': [
          /GitHub Actions/,
          'https://token.actions.githubusercontent.com/.well-known/jwks',
        ],
        'https://login.example': [/settings/, 'https://login.example/.well-known/openid-configuration'],
      }
      for (const [iss, [name, address]] of Object.entries(issuers)) {
        await view.paste(await tokenOf({ iss, exp: now() + 60 }))
        const said = await view.text('issuer-message')
        assert.match(said, name)
        assert.ok(said.includes(address) && said.includes('curl -s'), said)
      }
      await view.paste(keys.p256.publicPem)
      assert.equal(await view.text('issuer-message'), '', 'with a key nobody needs to fetch one')
    },
  },
  {
    name: 'a signature that fits and a time that has passed are both said',
    core: true,
    async run(view) {
      await view.paste(await tokenOf({ iat: now() - 7200, exp: now() - 3600 }))
      await view.paste(keys.p256.publicPem)
      const { signature, time } = await view.facts()
      assert.deepEqual([signature.state, signature.statement], ['good', 'Signature verified'])
      assert.deepEqual([time.state, time.statement], ['bad', 'Expired 60 minutes ago'])
      assert.equal(await view.status('exp'), 'fail')
      assert.match(await view.page.$eval('[data-check="exp"] .hint', (hint) => hint.textContent), /^What to do: /)
      assert.match(
        await view.page.$eval('[data-check="exp"] .code-name', (code) => code.textContent),
        /ERR_TOKEN_EXPIRED/,
      )
    },
  },
  {
    name: 'beside a signature that is not verified nothing says valid or looks like success',
    core: true,
    async run(view) {
      const claims = { sub: 'a', iat: now() - 60, exp: now() + 2940 }
      const text = JSON.stringify(claims)
      const unproven = {
        'no key': () => view.paste(good),
        'another key': async () => {
          await view.paste(await tokenOf(claims, { alg: 'HS256', key: bytes(`another ${keys.secret}`) }))
          await view.paste(keys.secret)
        },
        'alg none': () => view.paste(`${part('{"alg":"none"}')}.${part(text)}.`),
        'written here without a key': async () => {
          await view.put('header', '{"alg": "HS256"}')
          await view.put('claims', text)
        },
      }
      for (const [what, prepare] of Object.entries(unproven)) {
        await view.load()
        await prepare()
        await view.rest()
        const { signature, time, claims } = await view.facts()
        assert.notEqual(signature.state, 'good', what)
        assert.deepEqual([time.state, claims.state], ['plain', 'plain'], what)
        assert.match(time.statement, /^Expires in \d+ minutes$/, what)
        assert.match(claims.statement, /^\d+ claims$/, what)
        assert.match(claims.detail, /^No objections, but unproven$/, what)
      }
      await view.paste(keys.secret, 'key')
      const { signature, time, claims: proven } = await view.facts()
      assert.deepEqual([signature.state, time.state, proven.state], ['good', 'good', 'good'])
      assert.equal(proven.statement, 'No objections')
    },
  },
  {
    name: 'times: not yet valid, without an end, in milliseconds, of a wrong type',
    async run(view) {
      for (const [claims, state, statement] of [
        [{ nbf: now() + 600, exp: now() + 900 }, 'bad', /^Not valid for another 10 minutes/],
        [{ sub: 'x' }, 'warn', /^Never expires/],
        [{ exp: Date.now() }, 'bad', /cannot be read/],
      ]) {
        await view.paste(await tokenOf(claims))
        await view.paste(keys.p256.publicPem)
        const { time } = await view.facts()
        assert.equal(time.state, state)
        assert.match(time.statement, statement)
      }
      assert.match((await view.facts()).time.detail, /milliseconds/)
      assert.match((await notes(view))[0], /milliseconds/)
      await view.paste(`${part('{"alg":"ES256"}')}.${part('{"exp":"soon"}')}.AAAA`)
      assert.match((await view.facts()).time.statement, /cannot be read/)
    },
  },
  {
    name: 'characters that are not seen are told, and the note stands behind what they turn round',
    async run(view) {
      const turned = { role: 'user\u202Enimda', name: 'Al\u200Bice', plain: 'שלום', family: '👨\u200D👩' }
      await view.paste(await tokenOf({ ...turned, exp: now() + 900 }))
      const places = await view.page.$$eval('#claims-colours .j-note', (all) =>
        all.map((note) => [note.textContent, note.dataset.state, note.offsetLeft]),
      )
      const told = places.filter(([, state]) => state === 'warn')
      assert.deepEqual(
        told.map(([text]) => text),
        Array(2).fill('Holds characters that are not seen'),
      )
      for (const [, , left] of told) assert.ok(left > 100, `the note stands at ${left}`)
    },
  },
  {
    name: 'the time bar shows the life of the token, and says it in words',
    core: true,
    async run(view) {
      await view.paste(await tokenOf({ iat: now() - 600, nbf: now() - 300, exp: now() + 3000 }))
      const label = await view.page.$eval('#times', (bar) => bar.getAttribute('aria-label'))
      assert.match(label, /^From 5 minutes ago \(.*Z\), expires in 50 minutes \(.*Z\): within its lifetime\.$/)
      const at = await view.page.$eval('#times .track .tick', (tick) => parseFloat(tick.style.left))
      assert.ok(at > 5 && at < 15, `now stands at ${at} %`)
      await view.paste(await tokenOf({ sub: 'timeless' }))
      assert.equal(await view.page.$eval('#times', (bar) => bar.childElementCount), 0)
    },
  },
  {
    name: 'a token that expires while one looks at it is told as expired',
    async run(view) {
      await view.paste(await tokenOf({ iat: now() - 60, exp: now() + 7 }))
      await view.paste(keys.p256.publicPem)
      assert.match((await view.facts()).time.statement, /^Expires in/)
      await view.until(
        () => document.getElementById('fact-time').dataset.state === 'bad',
        'the time to follow the clock',
      )
      assert.match((await notes(view))[1], /ago|now/)
    },
  },
  {
    name: 'what the token must say: a wrong audience, and clocks that differ',
    core: true,
    async run(view) {
      await view.paste(good)
      await view.paste(keys.p256.publicPem)
      await view.put('expect-audience', 'other')
      await view.rest()
      assert.equal((await view.facts()).claims.state, 'bad')
      assert.equal(await view.status('aud'), 'fail')
      await view.put('expect-audience', 'other, api')
      await view.rest()
      assert.equal((await view.facts()).claims.state, 'good')
      await view.paste(await tokenOf({ aud: 'api', exp: now() - 20 }))
      assert.equal((await view.facts()).time.state, 'bad')
      await view.put('expect-tolerance', '60s')
      await view.rest()
      assert.equal((await view.facts()).time.state, 'warn')
      await view.put('expect-tolerance', 'a while')
      await view.says('expect-tolerance-message', /number of seconds, or one with a unit/)
    },
  },
  {
    name: 'what passed stands folded, what did not stands open',
    async run(view) {
      await view.paste(good)
      await view.paste(keys.p256.publicPem)
      assert.equal((await view.page.$$('#checks li')).length, 0)
      const names = await view.page.$$eval('#checks-passed li', (all) => all.map((item) => item.dataset.check))
      assert.deepEqual(names.slice(0, 7), [
        'structure',
        'base64url',
        'header',
        'algorithm',
        'critical',
        'key',
        'signature',
      ])
      await view.paste(keys.p384.publicPem)
      assert.equal(await view.page.$eval('#checks li', (item) => item.dataset.status), 'fail')
    },
  },
  {
    name: 'a key set: tried whole for a token that names another key, and the one that fits is named',
    core: true,
    async run(view) {
      const others = [keys.jwk(keys.rsa.publicKey, { kid: 'r' }), keys.jwk(keys.p384.publicKey, { kid: 'p' })]
      await view.paste(await tokenOf({ exp: now() + 60 }, { header: { kid: 'new' } }))
      await view.paste(`{"keys": [${[...others, keys.jwk(keys.p256.publicKey, { kid: 'old' })]}]}`)
      let { signature } = await view.facts()
      assert.equal(signature.state, 'bad')
      assert.deepEqual(signature.cures, ['try-all'])
      await view.cure('try-all')
      signature = (await view.facts()).signature
      assert.deepEqual([signature.state, signature.detail], ['good', 'ES256, with key old'])
      assert.match(
        await view.page.$eval('#key-lines [data-fits="true"]', (line) => line.textContent),
        /kid old · this one fits/,
      )
      await view.paste(`{"keys": [${others}]}`)
      assert.equal(await view.page.$('[data-fits="true"]'), null)
      await view.cure('try-all')
      assert.equal((await view.facts()).signature.statement, 'None of the 2 keys fits')
    },
  },
  {
    name: 'a short secret is accepted in one click, and only that one',
    async run(view) {
      await view.paste(await tokenOf({ exp: now() + 60 }, { alg: 'HS256', key: bytes('too short') }))
      await view.paste('too short', 'key')
      assert.equal((await view.facts()).signature.state, 'warn')
      await view.cure('accept-weak')
      assert.equal((await view.facts()).signature.state, 'good')
      await view.put('key', 'as short')
      await view.rest()
      assert.deepEqual((await view.facts()).signature.cures, ['accept-weak'])
    },
  },
  {
    name: 'an expired token with its private key is lengthened by an hour in one click',
    async run(view) {
      await view.paste(await tokenOf({ iat: now() - 7200, exp: now() - 3600 }))
      await view.paste(keys.p256.pem)
      await view.cure('lengthen')
      const { signature, time } = await view.facts()
      assert.deepEqual([signature.state, time.state], ['good', 'good'])
      assert.ok(Math.abs((await view.claims()).exp - now() - 3600) < 5)
    },
  },
  {
    name: 'a key that cannot be read keeps no token from being read, and is told beside its box',
    core: true,
    async run(view) {
      await view.paste(good)
      await view.paste('-----BEGIN PUBLIC KEY-----\nnonsense\n-----END PUBLIC KEY-----')
      assert.match(await view.value('claims'), /alice/)
      assert.equal((await view.facts()).signature.statement, 'Signature not checked')
      assert.match(await view.text('key-message'), /./)
      await view.paste(keys.p256.publicPem)
      assert.equal((await view.facts()).signature.state, 'good')
      assert.equal(await view.text('key-message'), '')
    },
  },
  {
    name: 'a stray letter inside the token is marked where it stands',
    async run(view) {
      await view.put('token', good.slice(0, 40) + '*' + good.slice(41))
      await view.rest()
      assert.equal((await view.facts()).signature.state, 'bad')
      assert.equal(await view.page.$eval('#token-colours mark', (mark) => mark.textContent), '*')
      assert.match(await view.value('header'), /ES256/)
      const [header, ...rest] = (await tokenOf({}, { header: { kid: 'a-long-name-of-a-key' } })).split('.')
      for (const damaged of [
        header.slice(0, 12) + '*' + header.slice(13),
        header.slice(0, 12) + '*' + header.slice(12),
      ]) {
        await view.put('token', [damaged, ...rest].join('.'))
        assert.match(await view.value('header'), /a-long-name-of-a-key/, 'what follows the letter is read too')
      }
    },
  },
  {
    name: 'big integers are shown as the issuer wrote them',
    async run(view) {
      await view.paste(`${part('{"alg":"HS256"}')}.${part('{"id":12345678901234567890}')}.AAAA`)
      assert.match(await view.value('claims'), /12345678901234567890/)
    },
  },
  {
    name: 'a part of the token and its panel are lit together',
    only: 'chromium',
    async run(view) {
      await view.paste(good)
      await view.page.hover('#panel-claims h2')
      assert.equal(await view.page.evaluate(() => document.body.dataset.part), 'payload')
      await view.page.hover('#panel-header h2')
      assert.equal(await view.page.evaluate(() => document.body.dataset.part), 'header')
    },
  },
]

// Taking apart and checking: what is pasted, what is said of it, what is drawn.
import assert from 'node:assert/strict'
import { CompactEncrypt, SignJWT } from 'jose'
import * as keys from '../lib/keys.mjs'
import { bytes } from '../lib/peer.mjs'

const now = () => Math.floor(Date.now() / 1000)
const tokenOf = (claims, { alg = 'ES256', key = keys.p256.privateKey, header = {} } = {}) =>
  new SignJWT(claims).setProtectedHeader({ alg, typ: 'JWT', ...header }).sign(key)
const good = await tokenOf({
  iss: 'https://login.example',
  sub: 'alice',
  aud: 'api',
  iat: now() - 60,
  nbf: now() - 60,
  exp: now() + 3600,
  email: 'a@example.com',
})
const shown = (view, id) => view.page.$eval(`#${id} pre`, (pre) => pre.textContent)

const pasted = [
  ['Bearer …', `Bearer ${good}`, /Bearer/],
  ['an Authorization header', `Authorization: Bearer ${good}\n`, /Authorization header/],
  [
    'a curl command',
    `curl -X POST 'https://api.example/x?y=1.2' \\\n  -H "Authorization: Bearer ${good}" -d '{"a": "b.c"}'`,
    /curl/,
  ],
  ['a URL', `https://app.example/callback#access_token=${good}&state=abc.def.ghi`, /URL/],
  ['JSON of a token endpoint', JSON.stringify({ access_token: good, token_type: 'Bearer' }, null, 2), /JSON/],
  ['a token broken into lines', good.replace(/(.{60})/g, '$1\n'), /White space/],
]

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

export const checkCases = [
  ...pasted.map(([name, text, origin]) => ({
    name: `the token is found in ${name}`,
    core: name === 'a curl command',
    async run(view) {
      await view.check(text, keys.p256.publicPem)
      await view.says('paste-message', origin)
      assert.equal(await view.verdict(), 'valid')
      assert.equal(await view.text('check-token'), good)
    },
  })),
  {
    name: 'a good token: header, claims, meanings and times in three forms',
    core: true,
    async run(view) {
      await view.check(good, keys.p256.publicPem)
      assert.equal(await view.verdict(), 'valid')
      assert.deepEqual(JSON.parse(await shown(view, 'shown-header')), { alg: 'ES256', typ: 'JWT' })
      assert.equal(JSON.parse(await shown(view, 'shown-payload')).email, 'a@example.com')
      const row = (name) => view.page.$eval(`#shown-payload [data-name="${name}"]`, (row) => row.textContent)
      assert.match(await row('iss'), /Issuer/)
      assert.match(await row('email'), /Email address/)
      assert.match(await row('exp'), /in \d+ minutes/)
      assert.match(
        await row('exp'),
        new RegExp(
          new Date(JSON.parse(await shown(view, 'shown-payload')).exp * 1000).toISOString().slice(0, 19) + 'Z',
        ),
      )
      assert.match(await row('exp'), /(GMT|UTC|CET)/)
      assert.match(await view.page.$eval('#shown-header [data-name="alg"]', (row) => row.textContent), /Algorithm/)
    },
  },
  {
    name: 'every registered claim is explained',
    async run(view) {
      for (let from = 0; from < REGISTERED.length; from += 60) {
        const names = REGISTERED.slice(from, from + 60)
        await view.check(
          await tokenOf(Object.fromEntries(names.map((name) => [name, TIMES.includes(name) ? now() + 100 : 'x']))),
        )
        const without = await view.page.$$eval('#shown-payload tbody tr', (rows) =>
          rows.filter((row) => !row.querySelector('.meaning')?.textContent).map((row) => row.dataset.name),
        )
        assert.deepEqual(without, [])
        assert.equal((await view.page.$$('#shown-payload tbody tr')).length, names.length)
      }
    },
  },
  {
    name: 'the checks come in their order, each with a status',
    async run(view) {
      await view.check(good, keys.p256.publicPem)
      const names = await view.page.$$eval('#checks li', (all) => all.map((item) => item.dataset.check))
      assert.deepEqual(names.slice(0, 7), [
        'structure',
        'base64url',
        'header',
        'algorithm',
        'critical',
        'key',
        'signature',
      ])
      for (const name of names) assert.equal(await view.status(name), 'pass', name)
    },
  },
  {
    name: 'without a key the signature is named as not checked',
    async run(view) {
      await view.check(good)
      assert.equal(await view.verdict(), 'unchecked')
      assert.equal(await view.status('signature'), 'skip')
    },
  },
  {
    name: 'a token is found good with a JWKS, a JWK and a secret',
    async run(view) {
      const signed = await tokenOf({ sub: 'x', exp: now() + 60 }, { header: { kid: 'second' } })
      const set = `{"keys": [${keys.jwk(keys.rsa.publicKey, { kid: 'first' })}, ${keys.jwk(keys.p256.publicKey, { kid: 'second' })}]}`
      await view.check(signed, set)
      assert.equal(await view.verdict(), 'valid')
      await view.says('check-key-known', /Set of 2 keys/)
      await view.check(signed, keys.jwk(keys.p256.publicKey))
      assert.equal(await view.verdict(), 'valid')
      await view.check(await tokenOf({ exp: now() + 60 }, { alg: 'HS256', key: bytes(keys.secret) }), keys.secret)
      assert.equal(await view.verdict(), 'valid')
    },
  },
  {
    name: 'an expired token, a wrong signature, a wrong audience: each with what to do about it',
    core: true,
    async run(view) {
      await view.check(await tokenOf({ iat: now() - 7200, exp: now() - 3600 }), keys.p256.publicPem)
      assert.equal(await view.verdict(), 'invalid')
      assert.equal(await view.status('exp'), 'fail')
      assert.match(await view.page.$eval('[data-check="exp"] .hint', (hint) => hint.textContent), /^What to do: /)
      assert.match(
        await view.page.$eval('[data-check="exp"] .code-name', (code) => code.textContent),
        /ERR_TOKEN_EXPIRED/,
      )
      await view.check(
        good,
        keys.jwk(keys.p256.publicKey).replace(/"x":"(.)/, (_, letter) => `"x":"${letter}`),
      )
      assert.equal(await view.verdict(), 'valid')
      await view.check(
        await tokenOf({ exp: now() + 60 }, { alg: 'HS256', key: bytes(keys.secret) }),
        keys.secret.replace(/^./, 'x'),
      )
      assert.equal(await view.status('signature'), 'fail')
      await view.check(good, keys.p256.publicPem)
      await view.put('expect-audience', 'other')
      await view.rest()
      assert.equal(await view.status('aud'), 'fail')
      await view.put('expect-audience', 'other, api')
      await view.rest()
      assert.equal(await view.verdict(), 'valid')
    },
  },
  {
    name: 'the clocks may differ by what is said; nonsense there is told beside the field',
    async run(view) {
      await view.check(await tokenOf({ exp: now() - 20 }), keys.p256.publicPem)
      assert.equal(await view.status('exp'), 'fail')
      await view.put('expect-tolerance', '60s')
      await view.rest()
      assert.notEqual(await view.status('exp'), 'fail')
      await view.put('expect-tolerance', 'a while')
      await view.says('expect-tolerance-message', /./)
      assert.ok(await view.shown('check-stale'))
    },
  },
  {
    name: 'the timeline draws issued, not before, now and expiry in order, and says it in words',
    core: true,
    async run(view) {
      await view.check(await tokenOf({ iat: now() - 600, nbf: now() - 300, exp: now() + 3000 }))
      const marks = await view.page.$$eval('#timeline .mark', (all) =>
        all.map((mark) => [
          mark.getAttribute('class').split(' ')[1],
          Number(mark.querySelector('circle').getAttribute('cx')),
        ]),
      )
      assert.deepEqual(
        marks.map(([name]) => name),
        ['iat', 'nbf', 'now', 'exp'],
      )
      for (let i = 1; i < marks.length; i++) assert.ok(marks[i][1] > marks[i - 1][1])
      assert.match(
        await view.page.$eval('#timeline svg', (drawing) => drawing.getAttribute('aria-label')),
        /issued 10 minutes ago .*not before 5 minutes ago .*now, expires in .*within its lifetime/,
      )
      const boxes = await view.page.$$eval('#timeline text', (all) =>
        all
          .map((text) => text.getBoundingClientRect())
          .map(({ left, right, top, bottom }) => ({ left, right, top, bottom })),
      )
      for (const a of boxes)
        for (const b of boxes)
          if (a !== b)
            assert.ok(
              a.right <= b.left || b.right <= a.left || a.bottom <= b.top + 3 || b.bottom <= a.top + 3,
              'labels overlap',
            )
      await view.check(await tokenOf({ sub: 'timeless' }))
      await view.says('timeline-note', /names no times/)
    },
  },
  {
    name: 'a key that cannot be read keeps no token from being taken apart, and is told beside its box',
    core: true,
    async run(view) {
      const garbage = '-----BEGIN PUBLIC KEY-----\nnonsense\n-----END PUBLIC KEY-----'
      await view.check(good, garbage)
      assert.match(await shown(view, 'shown-payload'), /alice/)
      assert.equal(await view.verdict(), 'unchecked')
      assert.match(await view.text('verdict'), /the key cannot be read/)
      assert.match(await view.text('check-key-message'), /./)
      await view.put('check-key', keys.p256.publicPem)
      await view.rest()
      assert.equal(await view.verdict(), 'valid')
      assert.equal(await view.text('check-key-message'), '')
      await view.put('check-key', garbage)
      await view.rest()
      assert.ok(await view.shown('check-stale'), 'the last good result of this token stays, marked')
      await view.put('paste', await tokenOf({ sub: 'bob' }))
      await view.rest()
      assert.match(await shown(view, 'shown-payload'), /bob/)
      assert.equal(await view.shown('check-stale'), false)
    },
  },
  {
    name: 'a token that expires while one looks at it is not called valid any longer',
    async run(view) {
      await view.check(await tokenOf({ iat: now() - 60, exp: now() + 8 }), keys.p256.publicPem)
      assert.equal(await view.verdict(), 'valid')
      await view.until(
        () => document.getElementById('verdict').dataset.state === 'invalid',
        'the verdict to follow the clock',
      )
      assert.equal(await view.status('exp'), 'fail')
      assert.equal(await view.text('timeline-note'), 'Expired.')
      assert.match(await view.page.$eval('#shown-payload [data-name="exp"]', (row) => row.textContent), /ago|now/)
    },
  },
  {
    name: 'with nothing to check, nothing is said of a token',
    async run(view) {
      await view.click('tab-check')
      await view.page.setViewport({ width: 1000, height: 900 })
      await view.page.setViewport({ width: 1280, height: 900 })
      await view.rest()
      assert.equal(await view.text('timeline-note'), '')
      assert.equal(await view.verdict(), 'none')
    },
  },
  {
    name: 'a key set without the token’s key, a token without a signature: named, with what to do',
    async run(view) {
      const signed = await tokenOf({ sub: 'x' }, { header: { kid: 'new' } })
      await view.check(signed, `{"keys": [${keys.jwk(keys.p256.publicKey, { kid: 'old' })}]}`)
      assert.equal(await view.status('key'), 'fail')
      assert.match(await view.page.$eval('[data-check="key"] .hint', (hint) => hint.textContent), /^What to do: /)
      const part = (text) => Buffer.from(text).toString('base64url')
      await view.check(`${part('{"alg":"none"}')}.${part('{"sub":"x"}')}.`, keys.p256.publicPem)
      assert.equal(await view.verdict(), 'invalid')
      assert.equal(await view.status('algorithm'), 'fail')
    },
  },
  {
    name: 'an encrypted token is named as one, and its header is shown',
    async run(view) {
      const jwe = await new CompactEncrypt(bytes('hidden'))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: 'k' })
        .encrypt(new Uint8Array(32))
      await view.check(jwe)
      assert.equal(await view.verdict(), 'encrypted')
      assert.match(await view.text('shown-header'), /A256GCM/)
    },
  },
  {
    name: 'a broken claims part is shown as far as it goes, with where it breaks',
    core: true,
    async run(view) {
      const part = (text) => Buffer.from(text).toString('base64url')
      await view.check(`${part('{"alg":"ES256"}')}.${part('{"sub":"alice","exp":}')}.AAAA`)
      assert.equal(await view.verdict(), 'invalid')
      assert.equal(await view.status('header'), 'pass')
      assert.match(await view.text('shown-payload'), /alice/)
      assert.match(await view.text('shown-payload'), /Line 1, column 22/)
      assert.equal(await view.page.$eval('#shown-payload .broken', (mark) => mark.textContent), '}')
    },
  },
  {
    name: 'a stray letter inside the token is marked where it stands',
    async run(view) {
      const broken = good.slice(0, 40) + '*' + good.slice(41)
      await view.check(broken)
      assert.equal(await view.verdict(), 'invalid')
      assert.equal(await view.page.$eval('#check-token mark', (mark) => mark.textContent), '*')
      assert.equal(await view.text('check-token'), broken)
      assert.match(await view.text('shown-header'), /ES256/)
      const [header, ...rest] = (await tokenOf({}, { header: { kid: 'a-long-name-of-a-key' } })).split('.')
      for (const damaged of [
        header.slice(0, 12) + '*' + header.slice(13),
        header.slice(0, 12) + '*' + header.slice(12),
      ]) {
        await view.check([damaged, ...rest].join('.'))
        assert.match(await view.text('shown-header'), /a-long-name-of-a-key/, 'what follows the letter is read too')
      }
    },
  },
  {
    name: 'tokens with two parts, without dots, and with none: what they seem to be',
    async run(view) {
      for (const text of [good.split('.').slice(0, 2).join('.'), 'opaque-token', '.'.repeat(900)]) {
        await view.check(text)
        assert.equal(await view.verdict(), 'invalid', text)
        assert.equal(await view.status('structure'), 'fail', text)
      }
    },
  },
  {
    name: 'text without a token is told; the last result stays, marked',
    async run(view) {
      await view.check(good, keys.p256.publicPem)
      await view.put('paste', 'there is nothing in here, really')
      await view.says('paste-message', /no token/)
      assert.ok(await view.shown('check-stale'))
      assert.equal(await view.text('check-token'), good)
      await view.put('paste', 'https://api.example.com/v1.2/things')
      await view.says('paste-message', /no token/)
      await view.put('paste', 'there is nothing in here, really')
      await view.click('paste-clear')
      await view.rest()
      assert.equal(await view.text('check-token'), '')
      assert.equal(await view.shown('check-stale'), false)
      await view.click('paste-back')
      assert.equal(
        await view.value('paste'),
        'there is nothing in here, really',
        'what was cleared can be brought back',
      )
    },
  },
  {
    name: 'big integers are shown as the issuer wrote them',
    async run(view) {
      const part = (text) => Buffer.from(text).toString('base64url')
      await view.check(`${part('{"alg":"HS256"}')}.${part('{"id":12345678901234567890}')}.AAAA`)
      assert.match(await view.text('shown-payload'), /12345678901234567890/)
    },
  },
  {
    name: 'a minted token goes over to the check with its key',
    core: true,
    async run(view) {
      await view.minted(() => view.put('mint-key', keys.ed.pem))
      await view.rest()
      await view.click('check-this')
      await view.rest()
      assert.equal(await view.verdict(), 'valid')
      assert.ok(await view.shown('panel-check'))
    },
  },
]

// Odd pastes: each holds the token in a dress of its own, and one paste shows it.
import assert from 'node:assert/strict'
import { CompactEncrypt } from 'jose'
import * as keys from '../lib/keys.mjs'
import { bytes } from '../lib/peer.mjs'
import { good, now, part, tokenOf } from '../lib/tokens.mjs'

const [head, body, signature] = good.split('.')
const base64 = (text) => Buffer.from(text).toString('base64')
const broken = (length, between) => good.replace(new RegExp(`(.{${length}})`, 'g'), `$1${between}`)

/** What is pasted, and what the page says of where it was; nothing where there is nothing to say. @type {Record<string, [string, RegExp]>} */
const pasted = {
  'the token': [good, /^$/],
  'white space around it': [`\n\t ${good} \r\n`, /^$/],
  'a line break at the end': [good + '\n', /^$/],
  Bearer: [`Bearer ${good}`, /Bearer/],
  'bearer in small letters and two blanks': [`bearer  ${good}`, /Bearer/],
  'an Authorization header': [`Authorization: Bearer ${good}\n`, /Authorization header/],
  'an Authorization header in JSON': [`"Authorization": "Bearer ${good}",`, /Authorization header/],
  'headers of a whole request': [
    `GET /x HTTP/1.1\nHost: a.example\nAuthorization: Bearer ${good}\nAccept: */*`,
    /Authorization header/,
  ],
  'a DPoP scheme': [`DPoP ${good}`, /Bearer/],
  'GitHub’s scheme': [`Authorization: token ${good}`, /Authorization header/],
  'a curl command': [
    `curl -X POST 'https://api.example/x?y=1.2' \\\n  -H "Authorization: Bearer ${good}" -d '{"a": "b.c"}'`,
    /curl/,
  ],
  'a curl command with a prompt': [`$ curl -H 'Authorization: Bearer ${good}' https://a.example/`, /curl/],
  HTTPie: [`http GET a.example 'Authorization:Bearer ${good}'`, /Authorization header/],
  'a URL with it in the fragment': [`https://app.example/cb#access_token=${good}&state=abc.def.ghi`, /URL/],
  'a URL with it in the query': [`https://app.example/cb?jwt=${good}`, /URL/],
  'an encoded URL': [`https://app.example/cb?next=${encodeURIComponent(`/x?t=${good}`)}`, /URL/],
  'a Cookie header': [`Cookie: session=${good}; theme=dark`, /text/],
  'a Set-Cookie header': [`Set-Cookie: jwt=${good}; Path=/; HttpOnly`, /text/],
  'an answer of a token endpoint': [JSON.stringify({ access_token: good, token_type: 'Bearer' }, null, 2), /JSON/],
  'JSON text inside JSON': [JSON.stringify(JSON.stringify({ token: good })), /text/],
  'double quotes': [`"${good}"`, /^$/],
  'single quotes': [`'${good}'`, /^$/],
  backticks: [`\`${good}\``, /^$/],
  'a block of code': ['```\n' + good + '\n```', /^$/],
  'angle brackets': [`<${good}>`, /^$/],
  'round brackets and a full stop': [`(${good}).`, /text/],
  'a sentence': [`The token is ${good}. It fails!`, /text/],
  'an environment variable': [`export TOKEN=${good}`, /text/],
  YAML: [`auth:\n  token: ${good}\n`, /text/],
  'a line of a log': [`2026-11-26 12:00:00 WARN rejected jwt=${good} status=401`, /text/],
  'Python’s bytes': [`b'${good}'`, /text/],
  HTML: [`<code>${good}</code>`, /text/],
  'lines of 64 letters': [broken(64, '\n'), /White space/],
  'lines with carriage returns': [broken(76, '\r\n'), /White space/],
  'lines of a shell': [broken(60, '\\\n'), /White space/],
  'lines and indentation': [broken(50, '\n    '), /White space/],
  'a mail’s quote marks': [broken(60, '\n> ').replace(/^/, '> '), /White space/],
  'zero-width spaces': [broken(40, '\u200b'), /^$/],
  'a byte order mark and a soft hyphen': [`\uFEFF${good.slice(0, 9)}\u00AD${good.slice(9)}`, /^$/],
  base64: [base64(good), /base64/],
  'a Kubernetes Secret': [
    `apiVersion: v1\nkind: Secret\ndata:\n  ca.crt: ${base64('x'.repeat(60))}\n  token: ${base64(good)}\n`,
    /base64/,
  ],
  'flattened JSON': [JSON.stringify({ payload: body, protected: head, signature }), /JSON form/],
  'general JSON': [JSON.stringify({ payload: body, signatures: [{ protected: head, signature }] }), /JSON form/],
  'an SD-JWT': [`${good}~WyJhIiwiYiIsImMiXQ~`, /SD-JWT/],
  'a mail with words around it, nested quote marks': [
    `On Monday Bob wrote:\n>> Here it is:\n>> ${broken(60, '\n>> ')}\n>> Cheers`,
    /text/,
  ],
  'a mail’s quoted-printable': [broken(75, '=\r\n'), /White space/],
  'a folded header': [
    `Host: a.example\r\nAuthorization: Bearer ${broken(70, '\r\n ')}\r\nAccept: */*`,
    /Authorization header/,
  ],
  'a YAML block among others': [`a:\n  token: >-\n    ${broken(60, '\n    ')}\n  other: value\n`, /text/],
  'a program’s text in pieces': [`const token =\n  '${broken(40, "' +\n  '")}'`, /text/],
  'Python’s text in pieces': [`token = ("${broken(40, '"\n         "')}")`, /text/],
  'lines of a comment': [broken(60, '\n// ').replace(/^/, '// '), /text/],
  'lines with their numbers': [
    broken(60, '\n')
      .split('\n')
      .map((line, i) => `${i + 1}  ${line}`)
      .join('\n'),
    /text/,
  ],
  'lines of a diff': [broken(60, '\n+').replace(/^/, '+'), /White space/],
  'lines in a frame': [`│ ${broken(60, ' │\n│ ')} │`, /text/],
  'Visual Basic’s text in pieces': [`t = "${broken(50, '" & _\n    "')}"`, /text/],
  'a cookie in chunks': [`a=1; s.token.0=${good.slice(0, 90)}; s.token.1=${good.slice(90)}; b=2`, /text/],
  'parts coloured in HTML': [`<b class="h">${head}</b>.<span>${body}</span>.<i>${signature}</i>`, /^$/],
  'twice in lines': [`${broken(64, '\n')}\n\n${broken(64, '\n')}`, /text/],
  'a long word behind it': [`${good}\nsomethingAsLongAsPartsOfTokens`, /text/],
  'line breaks of HTML': [`<p>${broken(64, '<br />\n')}</p>`, /text/],
  'line breaks as JSON writes them': [JSON.stringify({ token: broken(64, '\n') }), /JSON/],
  'characters as JSON and HTML write them': [
    `{"token": "${good.replace('.', '\\u002e').replace(/\.(?=[^.]*$)/, '&#46;')}"}`,
    /JSON/,
  ],
  'hyphens of a typesetter': [`„${good.replace(/-/g, '\u2011')}“`, /text/],
  'colours of a terminal': [`\u001b[32m${good}\u001b[0m`, /^$/],
  'zero bytes of UTF-16': [[...good].join('\0'), /^$/],
  'an URL encoded twice': [
    `https://a.example/?next=${encodeURIComponent(encodeURIComponent(`/x?t=${good}&b=1`))}`,
    /URL/,
  ],
  'base64 of JSON with white space': [base64(JSON.stringify({ access_token: good }, null, 2)), /base64/],
  'base64 twice': [base64(base64(good)), /base64/],
  'a password of Basic': [`Authorization: Basic ${base64(`user:${good}`)}`, /base64/],
  hexadecimal: [Buffer.from(good).toString('hex'), /base64/],
  'a token in XML, in base64': [`<BinarySecurityToken ValueType="jwt">${base64(good)}</BinarySecurityToken>`, /base64/],
  PowerShell: [`-Headers @{\n"authorization"="Bearer ${good}"\n}`, /Authorization header/],
  'a HAR file': [
    JSON.stringify({
      log: { entries: [{ request: { headers: [{ name: 'Authorization', value: `Bearer ${good}` }] } }] },
    }),
    /JSON/,
  ],
  'a Python dict': [`{'Authorization': 'Bearer ${good}', 'verify': True}`, /JSON/],
  'JSON with comments': [`{\n  // mine\n  "token": "${good}", /* end */\n}`, /JSON/],
  'an SD-JWT in lines': [`${good}~\nWyJhIiwiYiIsImMiXQ~\n`, /SD-JWT/],
  'words behind it': [`${good} and more words`, /text/],
}

export const pastes = [
  ...Object.entries(pasted).map(([what, [text, origin]]) => ({
    name: `pasted: ${what}`,
    async run(view) {
      await view.paste(text)
      assert.equal(await view.token(), good)
      assert.match(await view.text('token-message'), origin)
      await view.paste(keys.p256.publicPem)
      assert.equal((await view.facts()).signature.state, 'good')
    },
  })),
  {
    name: 'pasted into the token’s box: a key, a JWKS, a key file go to the key; the token stays',
    core: true,
    async run(view) {
      await view.paste(good, 'token')
      for (const text of [
        keys.p256.publicPem,
        keys.jwk(keys.p256.publicKey),
        `{"keys": [${keys.jwk(keys.p256.publicKey)}]}`,
        JSON.stringify({ type: 'service_account', private_key: keys.p256.pem, client_email: 'x', private_key_id: 'k' }),
      ]) {
        await view.page.$eval('#token', (box) => box.select())
        await view.paste(text, 'token')
        assert.equal(await view.token(), good)
        assert.equal((await view.facts()).signature.state, 'good')
      }
    },
  },
  {
    name: 'pasted at once: a token and the key that belongs to it',
    async run(view) {
      await view.paste(`Here is the token:\n${good}\nand the key\n${keys.p256.publicPem}\nBest wishes`)
      assert.equal(await view.token(), good)
      assert.equal((await view.facts()).signature.state, 'good')
    },
  },
  {
    name: 'pasted into the key’s box: a token goes to the token',
    async run(view) {
      await view.paste(good, 'key')
      assert.equal(await view.token(), good)
      assert.equal(await view.value('key'), '')
    },
  },
  {
    name: 'pasted: several tokens, of which one is chosen',
    core: true,
    async run(view) {
      const other = await tokenOf({ sub: 'other', nonce: 'n', exp: now() + 60 })
      await view.paste(JSON.stringify({ access_token: good, id_token: other }))
      assert.equal(await view.token(), good)
      assert.match(await view.text('token-message'), /2 tokens/)
      assert.match(await view.text('choices'), /2: ES256 · id_token · other/)
      await view.page.locator('#choices button:nth-child(2)').click()
      await view.rest()
      assert.equal(await view.token(), other)
      assert.equal(await view.page.$eval('#choices [aria-pressed="true"]', (one) => one.textContent[0]), '2')
      await view.click('undo')
      assert.equal(await view.token(), good)
    },
  },
  {
    name: 'pasted: an address, of which the page says what to run, since it fetches nothing',
    async run(view) {
      await view.paste('https://login.example/.well-known/jwks.json')
      assert.match(
        await view.text('token-message'),
        /fetches nothing\. Run curl -s 'https:\/\/login\.example\/\.well-known\/jwks\.json'/,
      )
    },
  },
  {
    name: 'pasted: claims as JSON, which become a token with the key that is there',
    async run(view) {
      await view.paste(keys.secret, 'key')
      await view.paste('{"sub": "zoe", "exp": 4000000000}')
      assert.equal((await view.claims()).sub, 'zoe')
      assert.equal((await view.facts()).signature.detail, 'HS256, signed here')
    },
  },
  {
    name: 'pasted: a secret, while a token waits for one',
    async run(view) {
      await view.paste(await tokenOf({ exp: now() + 60 }, { alg: 'HS256', key: bytes(keys.secret) }))
      await view.paste(keys.secret)
      assert.equal((await view.facts()).signature.state, 'good')
    },
  },
  {
    name: 'pasted: an encrypted token, named as one, with its header',
    core: true,
    async run(view) {
      const jwe = await new CompactEncrypt(bytes('hidden'))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: 'k' })
        .encrypt(new Uint8Array(32))
      await view.paste(jwe)
      const { signature, time, claims } = await view.facts()
      assert.equal(signature.statement, 'Encrypted token (JWE)')
      assert.deepEqual([time.statement, claims.statement], ['Hidden', 'Hidden'])
      assert.match(await view.value('header'), /A256GCM/)
      assert.equal(await view.value('claims'), '')
      assert.match(await view.text('legend'), /Encrypted content.*Authentication tag/)
      assert.match(await view.text('header-colours'), /How the key of the content is encrypted/)
      assert.ok((await view.text('use-code')).includes(`Bearer ${jwe}`), 'it is sent as it is')
      await view.put('use-format', 'node')
      assert.match(await view.text('use-code'), /makes no encrypted tokens/)
      assert.ok(await view.page.$eval('#use-copy', (button) => button.disabled))
    },
  },
  {
    name: 'pasted: an encrypted token in its JSON forms',
    async run(view) {
      const compact = await new CompactEncrypt(bytes('hidden'))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .encrypt(new Uint8Array(32))
      const [header, encrypted_key, iv, ciphertext, tag] = compact.split('.')
      for (const form of [
        { protected: header, iv, ciphertext, tag },
        { protected: header, iv, ciphertext, tag, recipients: [{ encrypted_key }] },
      ]) {
        await view.paste(good)
        await view.paste(JSON.stringify(form))
        assert.equal(await view.token(), compact)
        assert.equal((await view.facts()).signature.statement, 'Encrypted token (JWE)')
      }
    },
  },
  {
    name: 'pasted: a key in a form that only the core knows, with and without another one there',
    async run(view) {
      const der = keys.p256.publicKey.export({ type: 'spki', format: 'der' })
      const pem = keys.p256.publicPem.trim()
      for (const text of [
        der.toString('hex'),
        base64(pem),
        pem.replace(/\n/g, ' '),
        `Bob wrote:\n${pem.replace(/^/gm, '> ')}`,
        pem.replace(/^/gm, '# '),
      ]) {
        await view.paste(good)
        await view.paste(keys.p384.publicPem)
        assert.equal((await view.facts()).signature.state, 'bad')
        await view.paste(text)
        assert.equal((await view.facts()).signature.state, 'good', text)
        await view.click('key-clear')
        await view.click('clear')
        await view.paste(text)
        assert.match(await view.text('key-lines'), /EC · P-256 · public key/)
      }
    },
  },
  {
    name: 'pasted: what an issuer publishes about itself, with its key in it or the address of its keys',
    core: true,
    async run(view) {
      const der = base64(keys.p256.publicKey.export({ type: 'spki', format: 'der' }))
      for (const before of [[good], []]) {
        await view.click('clear')
        await view.click('key-clear').catch(() => {})
        for (const text of before) await view.paste(text)
        await view.paste(JSON.stringify({ realm: 'demo', public_key: der, 'token-service': 'https://login.example/x' }))
        await view.until(() => document.getElementById('key-lines').textContent, 'the key of the realm')
        assert.equal(await view.token(), before[0] ?? '')
        assert.match(await view.text('key-lines'), /EC · P-256 · public key/)
      }
      await view.paste(good)
      const settings = { issuer: 'https://login.example', jwks_uri: "https://login.example/o'keys" }
      for (const box of [undefined, 'key']) {
        await view.paste(JSON.stringify(settings), box)
        assert.match(await view.text('token-message'), /Run curl -s 'https:\/\/login\.example\/o%27keys' and paste/)
        assert.equal(await view.token(), good)
        assert.equal((await view.facts()).signature.state, 'good')
      }
      await view.paste(JSON.stringify({ sub: 'a', picture: `M${'A'.repeat(100)}` }))
      await view.until(() => /picture/.test(document.getElementById('claims').value), 'the claims')
    },
  },
  {
    name: 'pasted: words like the start of a token are none',
    async run(view) {
      await view.paste(`eye-catching.html and ewe.example.com, e.g. ${good}`)
      assert.equal(await view.token(), good)
      assert.equal(await view.shown('choices'), false)
    },
  },
  {
    name: 'pasted: text without a token, which is told and puts nothing away',
    async run(view) {
      await view.paste(good)
      await view.paste(keys.p256.publicPem)
      await view.paste('there is nothing in here, e.g. no token')
      assert.match(await view.text('token-message'), /no token/)
      assert.equal(await view.token(), good)
    },
  },
  {
    name: 'pasted: tokens without a signature, with two parts, with parts that are no JSON',
    async run(view) {
      await view.paste(`${part('{"alg":"none"}')}.${part('{"sub":"x"}')}.`)
      assert.equal((await view.facts()).signature.state, 'bad')
      assert.match(await view.value('claims'), /"x"/)
      await view.paste(`${head}.${body}`)
      assert.equal((await view.facts()).signature.statement, 'Not a readable token')
      await view.paste(`${part('{"alg":"ES256"}')}.${part('{"sub":"alice","exp":}')}.AAAA`)
      assert.match(await view.value('claims'), /alice/)
      assert.match(await view.text('claims-message'), /^Line 1, column 22: /)
      assert.equal(await view.page.$eval('#claims-colours .broken', (mark) => mark.textContent), '}')
    },
  },
]

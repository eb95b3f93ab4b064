// Whoever sends a link to the page has written header, claims and fields: none of them is more than a value, wherever the
// page writes it down for its reader.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import vm from 'node:vm'
import { downloads } from '../lib/downloads.mjs'
import * as keys from '../lib/keys.mjs'

const CLIENTS = ['postman', 'bruno', 'hoppscotch', 'httpyac']
/** What clients would put in place of it, and what JavaScript httpyac would run. */
const VARIABLES = ['{{jwtKey}}', '{{ jwtKey }}', '<<jwtKey>>', '{{process.exit(1)}}', '{', '<']

/** Opens a link. @param {import('../lib/view.mjs').View} view @param {any} state */
async function opened(
  view,
  { recipe, fields, claims = '{"sub": "alice"}', header = '{"alg": "HS256", "typ": "JWT"}' },
) {
  await view.page.goto('about:blank')
  await view.load('#share=' + Buffer.from(JSON.stringify({ recipe, fields, claims, header })).toString('base64url'))
  await view.paste(keys.secret, 'key')
}

async function code(view, format) {
  await view.put('use-format', format)
  return view.text('use-code')
}

/** The words that a shell hands to curl or HTTPie, and whatever else it would run. */
const run = (command) =>
  execFileSync(
    'sh',
    ['-c', `EVIL() { echo ran; }; curl() { printf '%s\\n' "$@"; }; http() { curl "$@"; }; ${command}`],
    {
      encoding: 'utf8',
    },
  )
    .trim()
    .split('\n')

/** What the page saves for a client: the collection's text. */
async function collection(view, client) {
  await view.put('use-client', client)
  const saved = await downloads(view)
  await view.click('save-collection')
  return (await saved(1))[0]
}

export const linkCases = [
  {
    name: 'a method is one, or none: it stands in commands without quotes',
    core: true,
    opensItself: true,
    async run(view) {
      for (const method of ['GET x; EVIL', '$(EVIL)', '`EVIL`', '-X', "'", 'GET\nEVIL', '{{process.exit(1)}}', '']) {
        await opened(view, { recipe: 'dpop', fields: { method, url: 'https://api.example/' } })
        assert.deepEqual(run(await code(view, 'curl')).slice(0, 1), ['https://api.example/'], method)
        assert.deepEqual(run(await code(view, 'httpie')).slice(0, 2), ['GET', 'https://api.example/'], method)
        assert.match(await code(view, 'rust'), /Method::GET, /)
        assert.match(await code(view, 'httpyac'), /^GET https:\/\/api\.example\/$/m)
      }
      await opened(view, { recipe: 'dpop', fields: { method: 'm-search', url: 'https://api.example/' } })
      assert.equal(run(await code(view, 'httpie'))[0], 'M-SEARCH')
    },
  },
  {
    name: 'a field stays a text of the script that it stands in',
    opensItself: true,
    async run(view) {
      for (const room of [
        "'+evil()+'",
        "\\'+evil()//",
        'x\nevil()',
        '</script><script>evil()',
        '\u2028evil()',
        'a "b" {{jwt}}',
      ]) {
        await opened(view, { recipe: 'twilio-access-token', fields: { room } })
        const script = await code(view, 'fetch')
        assert.doesNotMatch(script, /<\/script/i)
        const connected = []
        await vm.runInNewContext(`(async () => { ${script} })()`, {
          evil: () => assert.fail('ran'),
          Twilio: { Video: { connect: (_, { name }) => connected.push(name) } },
        })
        assert.deepEqual(connected, [room.replace('{{jwt}}', await view.token())])
      }
    },
  },
  {
    name: 'no field makes HTTPie read a file',
    opensItself: true,
    async run(view) {
      for (const oktaClientId of ['@/etc/passwd', '=@/etc/passwd', ':=@/etc/passwd', '=1']) {
        await opened(view, {
          recipe: 'servicenow',
          fields: { servicenowClientId: oktaClientId, instance: 'x.example' },
        })
        const words = run(await code(view, 'httpie'))
        assert.ok(words.includes(`client_id=\\${oktaClientId}`), words.join(' '))
      }
    },
  },
  {
    name: 'no field is a variable in a client’s file, and none ends a line there',
    opensItself: true,
    // Hundreds of files, which no browser changes.
    only: 'chromium',
    async run(view) {
      for (const value of [...VARIABLES, 'x\r\nX-More: 1'])
        for (const [recipe, name] of [
          ['dpop', 'url'],
          ['vault-jwt', 'vaultRole'],
          ['servicenow', 'servicenowClientId'],
        ]) {
          const fields = {
            url: 'https://api.example/',
            vaultAddress: 'https://v.example',
            instance: 'x.example',
            [name]: value,
          }
          await opened(view, {
            recipe,
            fields: { ...fields, ...(name === 'url' && { url: 'https://x.example/' + value }) },
          })
          assert.doesNotMatch(await view.value('use-url'), /[{}<>\s]/)
          for (const client of CLIENTS) {
            const file = (await collection(view, client)).replaceAll('{{baseUrl}}', '').replaceAll('<<baseUrl>>', '')
            // The library and the signing script are JavaScript, which clients leave alone.
            for (const one of VARIABLES.slice(0, 4)) assert.ok(!file.includes(one), `${client}: ${one}`)
            assert.doesNotMatch(file, /^X-More/m)
          }
          const { body } = JSON.parse(await collection(view, 'postman')).item[0].request
          if (recipe === 'vault-jwt') assert.equal(JSON.parse(body.raw.replace('{{jwt}}', '')).role, value)
        }
    },
  },
  {
    name: 'what a token signs beside it is in no client’s file where a client would change it',
    opensItself: true,
    async run(view) {
      for (const [note, saves] of [
        ['{{ {}, process.exit(1) }}', false],
        ['<<jwtKey>>', false],
        ['plain', true],
      ]) {
        await opened(view, { recipe: 'open-banking-signature', claims: JSON.stringify({ note }) })
        for (const client of CLIENTS) assert.equal((await code(view, client)).includes('sign('), saves)
        assert.equal(await view.page.$eval('#save-collection', ({ disabled }) => disabled), !saves)
        assert.match(await code(view, 'curl'), /--data-raw/)
      }
    },
  },
  {
    name: 'no secret of its reader gets into a token, and none comes with a link',
    opensItself: true,
    async run(view) {
      const fields = {
        method: 'GET',
        url: 'https://api.example/',
        accessToken: 'from the link',
        dpopKey: keys.p256.pem,
      }
      await opened(view, { recipe: 'dpop', fields, claims: '{"sub": "{{accessToken}} {{method}}"}' })
      assert.equal(await view.value('field-accessToken'), '')
      await view.put('field-accessToken', 'a secret of the reader')
      await view.rest()
      const [, claims] = (await view.token()).split('.')
      assert.equal(
        JSON.parse(Buffer.from(claims, 'base64url')).sub,
        '{{accessToken}} {{method}}',
        'as it stands, unsigned',
      )
      assert.match((await view.token()).split('.')[2], /^$/)
      assert.match(await code(view, 'node'), /"sub": "\{\{accessToken\}\} GET"/)
    },
  },
]

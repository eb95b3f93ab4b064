// A request with the token in it, in the languages people test in. The token is the one that is shown.

import { decode } from './decode.js'
import { fresh } from './fresh.js'
import { unicodeEscape } from './json-text.js'

/**
 * @typedef {{method: string, url: string, headers: string[][], form: string[][] | null, text: string | null, script: string, detached: boolean}} Request
 *   `form` and `text` are its body; `{{jwt}}` stands for the token, which may stand beside what it signs (`detached`), and
 *   `{{dpopProof}}` for the proof that goes with it
 * @typedef {import('./code.js').Mint & {request: Request}} Use
 */

const shell = (/** @type {string} */ text) => `'${text.replace(/'/g, `'\\''`)}'`
/** What JSON leaves as it is, and what ends a line in C#. */
const LINE_ENDS = /[\x7f-\x9f\u2028\u2029]/g
/** JSON's escapes are those of Python, Go, Java and C# too, but for the slash nobody escapes. @param {string} text */
const quoted = (text) => JSON.stringify(text).replace(LINE_ENDS, unicodeEscape)
/** Rust writes \u{…}, and has neither \b nor \f. @param {string} text */
const rust = (text) =>
  quoted(text).replace(/\\(?:u([0-9a-f]{4})|.)/gi, (escape, code) =>
    code ? `\\u{${code}}` : escape === '\\b' ? '\\u{8}' : escape === '\\f' ? '\\u{c}' : escape,
  )
/** One item of HTTPie's, which reads a file where `=` and `:` are followed by `@`. @param {string[]} pair @param {string} sign */
const item = ([name, text], sign) => shell(name + sign + text.replace(/^[@=:]/, '\\$&'))

/** With the token where its name stood, and the body as one text where it is not wanted as a form. @param {Use} use */
function whole({ request, token, known }) {
  const sent = request.detached ? token.replace(/\.[^.]*/, '.') : token
  const put = (/** @type {string} */ text) =>
    text.replaceAll('{{jwt}}', sent).replaceAll('{{dpopProof}}', known.dpopProof)
  const pairs = (/** @type {string[][]} */ all) => all.map(([name, text]) => [name, put(text)])
  const form = request.form && pairs(request.form)
  const text = request.detached ? decode(token).claims : request.text && put(request.text)
  // Without a key for it there is no proof.
  const headers = pairs(request.headers.filter(([, text]) => known.dpopProof || !text.includes('{{dpopProof}}')))
  return {
    ...request,
    url: put(request.url),
    headers,
    form,
    text,
    body: form ? encoded(form) : text,
    typed: form ? [...headers, ['Content-Type', 'application/x-www-form-urlencoded']] : headers,
  }
}

/** @param {string[][]} form */
const encoded = (form) =>
  form.map(([name, text]) => `${encodeURIComponent(name)}=${encodeURIComponent(text)}`).join('&')

/** Pairs as lines of a literal. @param {string[][]} pairs @param {string} space */
const map = (pairs, space) => pairs.map(([name, text]) => `${space}${quoted(name)}: ${quoted(text)},\n`).join('')

/** @type {Record<string, (use: Use) => string>} */
const languages = {
  curl(use) {
    const { method, url, headers, form, text } = whole(use)
    return [
      `curl ${method === (form || text ? 'POST' : 'GET') ? '' : `-X ${method} `}${shell(url)}`,
      ...headers.map(([name, text]) => `-H ${shell(`${name}: ${text}`)}`),
      ...(form ?? []).map(([name, text]) => `--data-urlencode ${shell(`${name}=${text}`)}`),
      ...(text ? [`--data-raw ${shell(text)}`] : []),
    ].join(' \\\n  ')
  },
  /** What carries the token, alone. */
  header(use) {
    const { headers, form, url, text } = whole(use)
    const has = (/** @type {string[]} */ [, text]) => text.includes('{{jwt}}')
    const name = use.request.headers.find(has)?.[0]
    if (name) return headers.find((one) => one[0] === name)?.join(': ') ?? ''
    const field = use.request.form?.findIndex(has) ?? -1
    return form && field >= 0 ? form[field].join('=') : has(['', use.request.url]) ? url : (text ?? '')
  },
  fetch(use) {
    const { method, url, headers, form, text } = whole(use)
    const body = form
      ? `  body: new URLSearchParams({\n${map(form, '    ')}  }),\n`
      : text
        ? `  body: ${quoted(text)},\n`
        : ''
    const head = headers.length ? `  headers: {\n${map(headers, '    ')}  },\n` : ''
    return `const response = await fetch(${quoted(url)}, {\n${method === 'GET' ? '' : `  method: ${quoted(method)},\n`}${head}${body}})\nconsole.log(response.status, await response.text())`
  },
  httpie(use) {
    const { method, url, headers, form, text } = whole(use)
    return [
      `http ${form ? '--form ' : ''}${text ? `--raw ${shell(text)} ` : ''}${method} ${shell(url)}`,
      ...headers.map((pair) => item(pair, ':')),
      ...(form ?? []).map((pair) => item(pair, '=')),
    ].join(' \\\n  ')
  },
  python(use) {
    const { method, url, headers, form, text } = whole(use)
    const head = headers.length ? `    headers={\n${map(headers, '        ')}    },\n` : ''
    const data = form
      ? `    data={\n${map(form, '        ')}    },\n`
      : text
        ? `    data=${quoted(text)}.encode(),\n`
        : ''
    return `import requests\n\nresponse = requests.request(\n    ${quoted(method)},\n    ${quoted(url)},\n${head}${data}    timeout=10,\n)\nprint(response.status_code, response.text)`
  },
  go(use) {
    const { method, url, typed, body } = whole(use)
    const lines = typed.map(([name, text]) => `\treq.Header.Set(${quoted(name)}, ${quoted(text)})\n`)
    const reader = body ? `strings.NewReader(${quoted(body)})` : 'nil'
    return `package main\n\nimport (\n\t"fmt"\n\t"io"\n\t"net/http"\n${body ? '\t"strings"\n' : ''})\n\nfunc main() {\n\treq, err := http.NewRequest(${quoted(method)}, ${quoted(url)}, ${reader})\n\tif err != nil {\n\t\tpanic(err)\n\t}\n${lines.join('')}\tresp, err := http.DefaultClient.Do(req)\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\tdefer resp.Body.Close()\n\tbody, _ := io.ReadAll(resp.Body)\n\tfmt.Println(resp.Status, string(body))\n}`
  },
  java(use) {
    const { method, url, typed, body } = whole(use)
    const lines = typed.map(([name, text]) => `    .header(${quoted(name)}, ${quoted(text)})\n`)
    const publisher = body ? `ofString(${quoted(body)})` : 'noBody()'
    return `import java.net.URI;\nimport java.net.http.*;\n\nHttpRequest request = HttpRequest.newBuilder(URI.create(${quoted(url)}))\n${lines.join('')}    .method(${quoted(method)}, HttpRequest.BodyPublishers.${publisher})\n    .build();\nHttpResponse<String> response = HttpClient.newHttpClient()\n    .send(request, HttpResponse.BodyHandlers.ofString());\nSystem.out.println(response.statusCode() + " " + response.body());`
  },
  csharp(use) {
    const { method, url, headers, form, text } = whole(use)
    // The type of a body is said where the body is made.
    const lines = headers
      .filter(([name]) => !text || name !== 'Content-Type')
      .map(([name, text]) => `request.Headers.TryAddWithoutValidation(${quoted(name)}, ${quoted(text)});\n`)
    const body = form
      ? `request.Content = new FormUrlEncodedContent(new Dictionary<string, string>\n{\n${form.map(([name, text]) => `    [${quoted(name)}] = ${quoted(text)},\n`).join('')}});\n`
      : text
        ? `request.Content = new StringContent(${quoted(text)}, System.Text.Encoding.UTF8, "application/json");\n`
        : ''
    return `using var client = new HttpClient();\nusing var request = new HttpRequestMessage(new HttpMethod(${quoted(method)}), ${quoted(url)});\n${lines.join('')}${body}using var response = await client.SendAsync(request);\nConsole.WriteLine($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");`
  },
  rust(use) {
    const { method, url, headers, form, text } = whole(use)
    const lines = headers.map(([name, text]) => `        .header(${rust(name)}, ${rust(text)})\n`)
    const body = form
      ? `        .form(&[\n${form.map(([name, text]) => `            (${rust(name)}, ${rust(text)}),\n`).join('')}        ])\n`
      : text
        ? `        .body(${rust(text)})\n`
        : ''
    return `// reqwest with the features "blocking" and "form"\nfn main() -> Result<(), reqwest::Error> {\n    let response = reqwest::blocking::Client::new()\n        .request(reqwest::Method::${method}, ${rust(url)})\n${lines.join('')}${body}        .send()?;\n    println!("{} {}", response.status(), response.text()?);\n    Ok(())\n}`
  },
}

/** @type {Record<string, (use: Use) => string>} */
export const formats = {
  ...Object.fromEntries(
    Object.entries(languages).map(([name, write]) => [
      name,
      (/** @type {Use} */ use) => (use.request.script ? scriptOf(use) : write(use)),
    ]),
  ),
  ...fresh,
}

/** @param {Use} use */
const scriptOf = ({ request, token }) => request.script.replaceAll('{{jwt}}', token)

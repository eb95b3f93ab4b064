// A request with the token in it, in the languages people test in. The token is the one that is shown.

import { fresh } from './fresh.js'

/**
 * @typedef {{method: string, url: string, headers: string[][], form: string[][] | null, script: string}} Request
 * @typedef {import('./code.js').Mint & {request: Request}} Use
 */

const shell = (/** @type {string} */ text) => `'${text.replace(/'/g, `'\\''`)}'`
const quoted = JSON.stringify
/** JSON's escapes are those of Python, Go, Java and C# too, but for the slash nobody escapes; Rust writes \u{…}. */
const rust = (/** @type {string} */ text) => quoted(text).replace(/\\u([0-9a-f]{4})/gi, '\\u{$1}')

/** With the token where its name stood. @param {Use} use */
function whole({ request, token }) {
  const put = (/** @type {string} */ text) => text.replaceAll('{{token}}', token)
  const pairs = (/** @type {string[][]} */ all) => all.map(([name, text]) => [name, put(text)])
  return { ...request, headers: pairs(request.headers), form: request.form && pairs(request.form) }
}

/** @param {string[][]} form */
const encoded = (form) =>
  form.map(([name, text]) => `${encodeURIComponent(name)}=${encodeURIComponent(text)}`).join('&')
const FORM = ['Content-Type', 'application/x-www-form-urlencoded']
const withType = (/** @type {any} */ { headers, form }) => (form ? [...headers, FORM] : headers)

/** @type {Record<string, (use: Use) => string>} */
const languages = {
  curl(use) {
    const { method, url, headers, form } = whole(use)
    return [
      `curl ${method === 'GET' || form ? '' : `-X ${method} `}${shell(url)}`,
      ...headers.map(([name, text]) => `-H ${shell(`${name}: ${text}`)}`),
      ...(form ?? []).map(([name, text]) => `--data-urlencode ${shell(`${name}=${text}`)}`),
    ].join(' \\\n  ')
  },
  header: ({ request, token }) =>
    (request.form ?? request.headers)
      .filter(([, text]) => text.includes('{{token}}'))
      .map(([name, text]) => `${name}${request.form ? '=' : ': '}${text.replaceAll('{{token}}', token)}`)
      .join('\n'),
  fetch(use) {
    const { method, url, headers, form } = whole(use)
    const list = headers.map(([name, text]) => `    ${quoted(name)}: ${quoted(text)},\n`).join('')
    const body = form
      ? `  body: new URLSearchParams({\n${form.map(([name, text]) => `    ${quoted(name)}: ${quoted(text)},\n`).join('')}  }),\n`
      : ''
    const head = list ? `  headers: {\n${list}  },\n` : ''
    return `const response = await fetch(${quoted(url)}, {\n${method === 'GET' ? '' : `  method: ${quoted(method)},\n`}${head}${body}})\nconsole.log(response.status, await response.text())`
  },
  httpie(use) {
    const { method, url, headers, form } = whole(use)
    return [
      `http ${form ? '--form ' : ''}${method} ${shell(url)}`,
      ...headers.map(([name, text]) => shell(`${name}:${text}`)),
      ...(form ?? []).map(([name, text]) => shell(`${name}=${text}`)),
    ].join(' \\\n  ')
  },
  python(use) {
    const { method, url, headers, form } = whole(use)
    const map = (/** @type {string[][]} */ all) =>
      all.map(([name, text]) => `        ${quoted(name)}: ${quoted(text)},\n`).join('')
    const head = headers.length ? `    headers={\n${map(headers)}    },\n` : ''
    const data = form ? `    data={\n${map(form)}    },\n` : ''
    return `import requests\n\nresponse = requests.request(\n    ${quoted(method)},\n    ${quoted(url)},\n${head}${data}    timeout=10,\n)\nprint(response.status_code, response.text)`
  },
  go(use) {
    const request = whole(use)
    const { method, url, form } = request
    const lines = withType(request).map(([name, text]) => `\treq.Header.Set(${quoted(name)}, ${quoted(text)})\n`)
    const body = form ? `strings.NewReader(${quoted(encoded(form))})` : 'nil'
    return `package main\n\nimport (\n\t"fmt"\n\t"io"\n\t"net/http"\n${form ? '\t"strings"\n' : ''})\n\nfunc main() {\n\treq, err := http.NewRequest(${quoted(method)}, ${quoted(url)}, ${body})\n\tif err != nil {\n\t\tpanic(err)\n\t}\n${lines.join('')}\tresp, err := http.DefaultClient.Do(req)\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\tdefer resp.Body.Close()\n\tbody, _ := io.ReadAll(resp.Body)\n\tfmt.Println(resp.Status, string(body))\n}`
  },
  java(use) {
    const request = whole(use)
    const lines = withType(request).map(([name, text]) => `    .header(${quoted(name)}, ${quoted(text)})\n`)
    const body = request.form
      ? `HttpRequest.BodyPublishers.ofString(${quoted(encoded(request.form))})`
      : 'HttpRequest.BodyPublishers.noBody()'
    return `import java.net.URI;\nimport java.net.http.*;\n\nHttpRequest request = HttpRequest.newBuilder(URI.create(${quoted(request.url)}))\n${lines.join('')}    .method(${quoted(request.method)}, ${body})\n    .build();\nHttpResponse<String> response = HttpClient.newHttpClient()\n    .send(request, HttpResponse.BodyHandlers.ofString());\nSystem.out.println(response.statusCode() + " " + response.body());`
  },
  csharp(use) {
    const { method, url, headers, form } = whole(use)
    const lines = headers.map(
      ([name, text]) => `request.Headers.TryAddWithoutValidation(${quoted(name)}, ${quoted(text)});\n`,
    )
    const body = form
      ? `request.Content = new FormUrlEncodedContent(new Dictionary<string, string>\n{\n${form.map(([name, text]) => `    [${quoted(name)}] = ${quoted(text)},\n`).join('')}});\n`
      : ''
    return `using var client = new HttpClient();\nusing var request = new HttpRequestMessage(new HttpMethod(${quoted(method)}), ${quoted(url)});\n${lines.join('')}${body}using var response = await client.SendAsync(request);\nConsole.WriteLine($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");`
  },
  rust(use) {
    const { method, url, headers, form } = whole(use)
    const lines = headers.map(([name, text]) => `        .header(${rust(name)}, ${rust(text)})\n`)
    const body = form
      ? `        .form(&[\n${form.map(([name, text]) => `            (${rust(name)}, ${rust(text)}),\n`).join('')}        ])\n`
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
const scriptOf = ({ request, token }) => request.script.replaceAll('{{token}}', token)

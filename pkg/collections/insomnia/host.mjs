// Insomnia: a plugin. Its scripts are refused what signing needs, but plugins are Node's: a template tag stands where the token
// belongs, and a request hook puts the token there when the request is complete.
import { randomUUID } from 'node:crypto'
import { unknowable } from '../shared/bodies.mjs'
import { FILES, isMarked, keep, marked, markOf, OUTPUT, opened, replaceMarks, together } from '../shared/node.mjs'
import { send } from '../shared/node-send.mjs'
import { resolver } from '../shared/resolver.mjs'
import { heedAnswer } from '../shared/answer.mjs'

/** The plugin's exports; `load(file)` requires a file of the folder lib. */
export const plugin = (load) => ({
  templateTags: [
    {
      name: 'jwtmint',
      displayName: 'jwtmint token',
      description: 'A token made from the environment for this request',
      args: [{ displayName: 'What', type: 'enum', options: OUTPUT.map((value) => ({ displayName: value, value })) }],
      run: async (_, what) => markOf(OUTPUT.includes(what) ? what : 'jwt'),
    },
  ],
  requestHooks: [({ request }) => beforeRequest(request, load)],
  responseHooks: [({ request, response }) => afterResponse(request, response)],
})

async function beforeRequest(request, load) {
  const authentication = request.getAuthentication() || {}
  const body = request.getBody() || {}
  const named = [...request.getHeaders(), ...request.getParameters()]
  const texts = [request.getUrl(), body.text, ...Object.values(authentication), ...named.map(({ value }) => value)]
  if (!texts.some(isMarked)) return
  await replaceMarks(
    (made) => hostOf(request, load, made),
    (put) => {
      request.setUrl(put(request.getUrl()))
      if (isMarked(body.text)) request.setBody({ ...body, text: put(body.text) })
      for (const { name, value } of request.getHeaders()) if (isMarked(value)) request.setHeader(name, put(value))
      for (const { name, value } of request.getParameters()) if (isMarked(value)) request.setParameter(name, put(value))
      for (const [name, value] of Object.entries(authentication))
        if (isMarked(value)) request.setAuthenticationParameter(name, put(value))
    },
  )
}

function afterResponse(request, response) {
  const nonce = response.getHeader('DPoP-Nonce')
  const headers = nonce ? { 'DPoP-Nonce': Array.isArray(nonce) ? nonce[0] : nonce } : {}
  heedAnswer(keep, request.getUrl(), { status: response.getStatusCode(), headers })
}

function hostOf(request, load, made) {
  const raw = (name) => {
    const value = request.getEnvironmentVariable(name)
    return value === null || isMarked(value) ? undefined : value
  }
  return {
    raw,
    resolve: resolver(raw),
    open: /\{\{([^{}]*)\}\}/,
    set: (name, value) => {
      made[name] = value
    },
    warn: (text) => console.warn(`jwtmint: ${text}`),
    library: (kind) => load(FILES[kind]),
    keep,
    // The values themselves tell environments apart; hooks are not told a name.
    environment: () => '',
    id: randomUUID,
    uses: () => true,
    request: () => ({
      method: request.getMethod(),
      url: opened(request.getUrl()),
      sendTo: (sent) => request.setUrl(marked(sent)),
      body: () => bodyOf(request.getBody() || {}),
    }),
    send,
    together,
  }
}

/** Text alone is sent as it stands; Insomnia writes every other kind after the hooks. */
function bodyOf({ mimeType = '', text, params, fileName }) {
  const written =
    params?.length || fileName || /^(multipart|application\/(graphql|x-www-form-urlencoded))/.test(mimeType)
  if (written) throw unknowable('Insomnia', `a body of the type ${mimeType || 'file'}`, 'it is written after the hooks')
  return opened(text || '')
}

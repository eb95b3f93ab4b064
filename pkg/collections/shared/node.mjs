// For clients whose scripts are Node's: marks stand for the tokens while a request is put together, and are replaced when all
// else is in its final form; exchanges by Node's client; tokens kept for the process.
import { Buffer } from 'node:buffer'
import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { makeTokens } from './workflow.mjs'

export const FILES = { hmac: 'jwtmint-hmac.js', usual: 'jwtmint.js', full: 'jwtmint-full.js' }
export const OUTPUT = ['jwt', 'accessToken', 'assertion', 'dpopProof']
const MARK = /jwtmint-mark-(jwt|accessToken|assertion|dpopProof)/g

export const markOf = (name) => `jwtmint-mark-${name}`
export const isMarked = (value) => typeof value === 'string' && value.search(MARK) >= 0

/** Marks as variables, so that an address keeps them through its normalisation, and back. */
export const opened = (text) => text.replace(MARK, '{{$1}}')
export const marked = (text) =>
  text.replace(/\{\{(jwt|accessToken|assertion|dpopProof)\}\}/g, (_, name) => markOf(name))

/**
 * Makes the tokens of a request and hands `place` a function that puts them into a text; `hostOf(made)` answers the host,
 * which stores what it is told to set in `made`.
 */
export function replaceMarks(hostOf, place) {
  const made = {}
  const put = (text) =>
    String(text).replace(MARK, (_, name) => {
      if (made[name] !== undefined) return made[name]
      throw new Error(
        `It names ${name}, which the variables do not ask for; dpopProof needs "dpop" to be true, accessToken and assertion a token endpoint.`,
      )
    })
  return new Promise((resolve, reject) => {
    makeTokens(hostOf(made), undefined, (error) => {
      try {
        if (error) throw error
        resolve(place(put))
      } catch (problem) {
        reject(new Error(`jwtmint: the request was not sent. ${problem.message}`))
      }
    })
  })
}

/** Kept for the process: one run of a command line, or one session of an editor. */
let kept = '{}'
export const keep = {
  read: () => kept,
  write: (text) => {
    kept = text
  },
}

const LONGEST_WAIT_MS = 60_000

/**
 * Not by fetch: in Insomnia that is the browser's, which keeps an answer back unless the endpoint allows other origins.
 * Redirects are not followed.
 */
export function send({ method, url, headers, body }, done) {
  const request = /^https:/i.test(url) ? secureRequest : plainRequest
  const call = request(url, { method, headers }, (response) => {
    const chunks = []
    response.on('data', (chunk) => chunks.push(chunk))
    response.on('error', done)
    response.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8')
      done(null, { status: response.statusCode, headers: response.headers, text })
    })
  })
  call.setTimeout(LONGEST_WAIT_MS, () => call.destroy(new Error('no answer within a minute')))
  call.on('error', done)
  call.end(body)
}

const underWay = new Map()

/** Requests sent side by side that need the same token share one exchange. */
export function together(name, fetchToken, done) {
  const waiting = underWay.get(name)
  if (waiting) return waiting.push(done)
  const all = [done]
  underWay.set(name, all)
  fetchToken((error, entry) => {
    underWay.delete(name)
    for (const one of all) one(error, entry)
  })
}

/** One variable leads to the next this many times at most: some lead to themselves. */
const MOST_STEPS = 20

/** The client's variables resolved through each other; `raw(name)` answers one, or undefined. */
export const resolver = (raw) => {
  const resolve = (text, steps) =>
    text.replace(/\{\{\s*([A-Za-z_$][\w$]*)\s*\}\}/g, (open, name) =>
      raw(name) === undefined || steps === 0 ? open : resolve(String(raw(name)), steps - 1),
    )
  return (text) => resolve(text, MOST_STEPS)
}

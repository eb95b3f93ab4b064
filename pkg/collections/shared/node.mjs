// For clients whose scripts are Node's: marks stand for the tokens while a request is put together, and are replaced when all
// else is in its final form; tokens kept for the process.
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

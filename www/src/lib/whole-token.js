// A token inside a text, from its first letter to its last, also over the ends of lines and the quotes that a program's text
// is broken by.

import { decodeLoosely } from './lenient.js'

/** More tokens than anybody looks through. */
const MOST = 1000
const RUN = /[\w.+/=-]+/g
const HERE = new RegExp(RUN, 'y')
const START = /(?<![A-Za-z0-9])e[wy3]/g
/** What stands between two lines of one token: a mail's or a comment's marks, a line's number, indentation. */
const MARKS = String.raw`(?:(?:[>#*|│]|\/\/|--|\d{1,4}[:.)|]?(?=[ \t]))[ \t]{0,20})`
const JOINT = new RegExp(
  String.raw`[ \t]{0,20}[\\^|│]?[ \t]{0,20}\r?\n[ \t]{0,80}${MARKS}{0,5}|["'${'`'}][ \t]{0,20}[+.&\\]?(?: _)?\s{0,80}${MARKS}{0,5}[+.&]?[ \t]{0,20}[a-z]{0,2}["'${'`'}]`,
  'iy',
)
const END_OF_LINE = /[ \t]*[\\^|│]?[ \t]{0,20}(?:\r?\n|$)|["'`<]/y
/** Letters of a signature, by its algorithm; an RSA key of another size makes another one. */
const LETTERS = /** @type {Record<string, number[]>} */ ({
  HS256: [43],
  HS384: [64],
  HS512: [86],
  ES256: [86],
  ES256K: [86],
  ES384: [128],
  ES512: [176],
  EdDSA: [86],
  Ed25519: [86],
  RSA: [342, 512, 683],
})
/** Of an authentication tag (RFC 7518 section 5). */
const OF_TAG = [22, 32, 43]

/** @param {string} text @returns {string[]} each once */
export function tokensIn(text) {
  /** @type {Set<string>} */
  const found = new Set()
  let from = 0
  let left = MOST
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (index + run.length <= from || !run.includes('.')) continue
    const start = startIn(run, Math.max(0, from - index))
    if (start < 0) continue
    if (!left--) break
    const { token, end } = wholeAt(text, index + start)
    from = end
    found.add(withoutEnd(token))
  }
  return [...found]
}

/** A dot or an equals sign behind a token ends a sentence or a pair, unless the signature is empty. @param {string} token */
function withoutEnd(token) {
  let end = token.length
  while ('.='.includes(token[end - 1])) end--
  const parts = token.slice(0, end).split('.', 3)
  return parts.length > 2 && parts[1] ? token.slice(0, end) : token
}

/** Where a token starts in a run of its letters, or -1. @param {string} run @param {number} from */
function startIn(run, from) {
  const last = run.lastIndexOf('.')
  START.lastIndex = from
  for (let found = START.exec(run); found && found.index < last; found = START.exec(run))
    if (isStart(run.slice(found.index, found.index + 8))) return found.index
  return -1
}

/** The base64url of `{` with a quote or white space behind it; `eye-catching.html` is a word. @param {string} text */
export const isStart = (text) => /^\{[\s"}]/.test(decodeLoosely(text.split('.')[0].slice(0, 8)))

/** @param {string} text @param {number} start */
function wholeAt(text, start) {
  const first = pieceAt(text, start)
  const pieces = [first]
  const shape = { dots: 0, last: 0, wanted: /** @type {Wanted | null} */ (null) }
  let end = start + first.length
  let width = first.length
  for (;;) {
    const state = grown(shape, pieces)
    const previous = pieces[pieces.length - 1]
    JOINT.lastIndex = end
    if (state === 'whole' || !JOINT.test(text)) break
    const at = JOINT.lastIndex
    const next = pieceAt(text, at)
    END_OF_LINE.lastIndex = at + next.length
    if (!next || !END_OF_LINE.test(text) || (next.includes('.') && isStart(next))) break
    // Where nothing tells how long the token is, its last line is the first one that is shorter than the others.
    if (state === 'unknown' && (previous.length < width || (pieces.length > 1 && next.length > width))) break
    width = Math.max(width, next.length)
    pieces.push(next)
    end = at + next.length
  }
  return { token: pieces.map((piece, i) => (i < pieces.length - 1 ? piece.replace(/=$/, '') : piece)).join(''), end }
}

/** @param {string} text @param {number} at */
function pieceAt(text, at) {
  HERE.lastIndex = at
  return HERE.exec(text)?.[0] ?? ''
}

/** @typedef {{dots: number, letters: number[]}} Wanted how many parts a token has, and letters its last one */

/**
 * Whether the pieces are a token to its end, as far as that can be known. Only the last piece is looked at: there may be
 * thousands.
 *
 * @param {{dots: number, last: number, wanted: Wanted | null}} shape @param {string[]} pieces
 * @returns {'open' | 'unknown' | 'whole'}
 */
function grown(shape, pieces) {
  const parts = pieces[pieces.length - 1].replace(/=$/, '').split('.')
  const last = parts[parts.length - 1].length
  shape.last = parts.length > 1 ? last : shape.last + last
  shape.dots += parts.length - 1
  if (shape.dots && !shape.wanted) shape.wanted = wantedBy(decodeLoosely(pieces.join('').split('.')[0]))
  const { dots, letters } = shape.wanted ?? { dots: 2, letters: [] }
  if (shape.dots !== dots) return shape.dots < dots ? 'open' : 'whole'
  if (letters.includes(shape.last)) return 'whole'
  return shape.last < letters[0] ? 'open' : 'unknown'
}

/** Whether a token is known to be one to its end. @param {string} token */
export const isWhole = (token) => grown({ dots: 0, last: 0, wanted: null }, [token]) === 'whole'

/** @param {string} header @returns {Wanted} */
function wantedBy(header) {
  if (/"enc"\s*:/.test(header)) return { dots: 4, letters: OF_TAG }
  const [, alg = ''] = /"alg"\s*:\s*"(\w+)/.exec(header) ?? []
  return { dots: 2, letters: LETTERS[/^[RP]S\d/.test(alg) ? 'RSA' : alg] ?? [] }
}

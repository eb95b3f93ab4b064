// The token on top: written in, pasted into, coloured by its parts, tied to the panels below, copied.

import { shortened, tokenInParts } from '../lib/colours.js'
import { byId, h, message } from '../lib/dom.js'
import { decode, objectOf } from '../lib/decode.js'
import { size } from '../lib/limits.js'
import { texts } from '../texts.js'
import { overlay } from './overlay.js'

/** Limits of common servers for one header line. */
const LARGE = 4096
const TOO_LARGE = 8192
const PARTS = ['header', 'payload', 'signature']

/** @param {{typed: () => void, choose: (token: string) => void}} on */
export function tokenBand({ typed, choose }) {
  let breaksAt = -1
  let before = ''
  const editor = overlay('token', (text) => tokenInParts(text, { breaksAt, before }), typed)
  const { box, frame } = editor
  const choices = byId('choices')
  const band = byId('band')

  tie()

  /** A part of the token and its panel are lit together, by the mouse and by the cursor. */
  function tie() {
    const light = (/** @type {string} */ part) => {
      if (document.body.dataset.part !== part) document.body.dataset.part = part
    }
    const partAt = (/** @type {number} */ offset) => PARTS[box.value.slice(0, offset).split('.').length - 1] ?? ''
    frame.addEventListener('mousemove', (/** @type {MouseEvent} */ event) => {
      const at = /** @type {any} */ (document).caretPositionFromPoint?.(event.clientX, event.clientY)
      light(at?.offsetNode === box ? partAt(at.offset) : '')
    })
    frame.addEventListener('mouseleave', () => light(''))
    box.addEventListener('keyup', () => light(partAt(box.selectionStart)))
    box.addEventListener('blur', () => light(''))
    for (const panel of document.querySelectorAll('[data-part]')) {
      panel.addEventListener('mouseenter', () => light(/** @type {HTMLElement} */ (panel).dataset.part ?? ''))
      panel.addEventListener('mouseleave', () => light(''))
    }
  }

  /** @param {string} token */
  function facts(token) {
    const place = byId('token-size')
    const state = token.length > TOO_LARGE ? 'bad' : token.length > LARGE ? 'warn' : ''
    place.dataset.state = state
    place.textContent = token
      ? texts.token.size(token.length) + (state ? texts.token[state === 'bad' ? 'tooLarge' : 'large'] : '')
      : ''
  }

  return {
    get value() {
      return box.value
    },
    /** Puts a token in; what differs from the one before is lit for a moment. @param {string} token @param {boolean} [changed] */
    fill(token, changed = false) {
      before = changed ? box.value : ''
      breaksAt = -1
      if (box.value !== token) editor.value = token
      before = ''
      facts(token)
    },
    facts,
    /** @param {number} position where the token breaks, or -1 */
    mark(position) {
      if (breaksAt === position) return
      breaksAt = position
      editor.paint()
    },
    /** What is shown no longer is what the boxes say. @param {boolean} stale @param {boolean} any whether there is a token */
    stale(stale, any) {
      band.classList.toggle('stale', stale)
      for (const id of ['copy-token', 'copy-curl']) byId(id).disabled = stale || !any
    },
    /** @param {boolean} encrypted @param {boolean} any */
    legend(encrypted, any) {
      byId('legend').classList.toggle('bare', !any)
      const [header, payload, signature] = byId('legend').children
      header.textContent = texts.token.header
      payload.textContent = encrypted ? texts.token.encryptedPart : texts.token.payload
      signature.textContent = encrypted ? texts.token.tag : texts.token.signature
    },
    /** Several tokens in what was pasted: each to choose. @param {string[]} tokens @param {string} chosen */
    offer(tokens, chosen) {
      choices.hidden = tokens.length < 2
      choices.replaceChildren(
        ...(tokens.length < 2 ? [] : tokens.slice(0, 12)).map((token, i) =>
          h(
            'button',
            {
              type: 'button',
              class: 'choice',
              'aria-pressed': String(token === chosen),
              onclick: () => choose(token),
            },
            texts.token.choice(i + 1, nameOf(token)),
          ),
        ),
      )
    },
    /** @param {string} [text] @param {'bad' | 'warn' | 'note'} [state] */
    say: (text, state = 'note') => message('token', text, state),
    focus: () => box.focus(),
  }
}

/** What tells one token from another. @param {string} token */
function nameOf(token) {
  const { header, claims } = decode(token)
  const head = objectOf(header)
  const body = objectOf(claims)
  const type = head?.typ && head.typ !== 'JWT' ? String(head.typ) : body?.nonce || body?.at_hash ? 'id_token' : ''
  return shortened([head?.alg, type, body?.sub ?? size(token.length)].filter(Boolean).join(' · ')).slice(0, 60)
}

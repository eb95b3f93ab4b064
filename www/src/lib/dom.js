// The few words of DOM the components are written in.

/** @param {string} id @returns {any} */
export const byId = (id) => document.getElementById(id)

/**
 * An element with attributes and children. Names that start with `on` are listeners.
 *
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string | null)} children
 * @returns {any}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else if (value !== null && value !== false) element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...children.filter((child) => child !== null))
  return element
}

/** An SVG element. @param {string} tag @param {Record<string, any>} attributes @param {...(Node | string)} children */
export function svg(tag, attributes, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

/**
 * Shows a message beside a box and ties it to the box for assistive technology. While somebody is still writing in the
 * box, what is wrong is said in a quiet voice: it turns red when the box is left.
 *
 * @param {string} id the box's id; its message has the id `<id>-message`
 * @param {string} [text]
 * @param {'bad' | 'warn' | 'note'} [state]
 */
export function message(id, text = '', state = 'bad') {
  const box = byId(id)
  const place = byId(id + '-message')
  if (place.textContent !== text) place.textContent = text
  const quiet = state === 'bad' && box && document.activeElement === box
  if (quiet && text) box.addEventListener('blur', () => message(id, place.textContent, state), { once: true })
  place.dataset.state = !text ? '' : quiet ? 'writing' : state
  if (text && state === 'bad' && !quiet) box?.setAttribute('aria-invalid', 'true')
  else box?.removeAttribute('aria-invalid')
}

let announced = ''
let announcing = 0

/** Tells screen readers, once typing has come to rest. @param {string} text */
export function announce(text) {
  clearTimeout(announcing)
  announcing = setTimeout(() => {
    if (text !== announced) byId('live').textContent = announced = text
  }, 600)
}

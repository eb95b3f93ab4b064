// A token read by plain JavaScript, before the module is there: enough to show it, never to trust it.

import { decodeLoosely } from './lenient.js'

/** @param {string} token */
export function decode(token) {
  const dots = token.length > 1 << 20 ? [] : token.split('.', 6)
  const [header = '', claims = ''] = dots.slice(0, 2).map(decodeLoosely)
  const encrypted = dots.length === 5
  return { header, claims: encrypted ? '' : claims, encrypted, unsigned: dots.length === 3 && !dots[2] }
}

/** @param {string} text */
export function encodePart(text) {
  const bytes = new TextEncoder().encode(text)
  let binary = ''
  // A call takes so many arguments and no more.
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '')
}

/** @param {string} text @returns {any} the object, or null */
export function objectOf(text) {
  try {
    const value = JSON.parse(text)
    return value && typeof value === 'object' && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

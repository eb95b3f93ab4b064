// The words that rules are written in: a value of a claim is compared as it is, unless it is one of these.
import * as material from './material.mjs'

/** An `exp` at most so many seconds ahead. */
export const within = (seconds) => ({ exp: seconds })
/** A time at most so many seconds before now, and never after it. */
export const recent = (seconds = 60) => ({ past: seconds })
export const fresh = { like: /^[\w-]{16,128}$/ }
/** What the vendor does not ask for, and checks where it is there. */
export const maybe = (rule) => ({ optional: rule })
export const JWT = { typ: 'JWT' }

/** A secret of so many characters. */
export const text = (length) => 'Q7m2x9Lk4Vb8Rt1Zp6Wd3Ns5Hc0Yf'.repeat(4).slice(0, length)
export const hs = (secret) => material.secret(secret)

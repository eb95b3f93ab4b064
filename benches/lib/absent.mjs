// Who has no row where, and why: a missing figure should not look forgotten.

/** @type {[string, string][]} */
export const absent = [
  ['`jsonwebtoken`, `fast-jwt` outside Node', 'they are made of Node’s `crypto`'],
  [
    '`@node-rs/jsonwebtoken` outside Node',
    'a native add-on of Node; it takes the key as text only, so that "held" and "as text" are the same call',
  ],
  ['`jose` in Newman, QuickJS, Bruno, Hoppscotch', 'it needs WebCrypto, and an `await` at the top of a script'],
  ['`jose` in postman-sandbox', '`pm.require` wants one CommonJS source; `jose` is published as ES modules'],
  ['`jsonwebtoken`, `jsrsasign` with EdDSA', 'they do not have it'],
  ['`crypto-js` but for HS256', 'it has hashes and ciphers only; the token around them is made by hand'],
  [
    'sign and verify, warm, in Bruno and Hoppscotch',
    'a script is loaded anew for each request there, so that the first token is what counts',
  ],
  ['processor time in sandboxes, QuickJS and Chromium', 'nothing in there tells it'],
  ['importing a key by `@node-rs/jsonwebtoken` and `crypto-js`', 'they have no such step'],
]

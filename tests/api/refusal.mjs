/** A request that is turned down: an HTTP status, a reason a program can compare, a sentence for a person. */
export class Refusal extends Error {
  constructor(status, reason, message) {
    super(message)
    this.status = status
    this.reason = reason
  }
}

/** The token of an `Authorization: Bearer` header. */
export function bearerToken(headers) {
  const header = headers.authorization
  if (!header) throw new Refusal(401, 'token_missing', 'The request has no Authorization header.')
  const match = /^Bearer ([^\s]+)$/.exec(header)
  if (!match) throw new Refusal(401, 'token_malformed', 'The Authorization header is not "Bearer " and a token.')
  return match[1]
}

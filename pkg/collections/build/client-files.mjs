// The files that Postman and Hoppscotch import. The page writes them, too, so this touches no file.

const POSTMAN_SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json'

const pairs = (all, type) => Object.entries(all).map(([key, value]) => ({ key, value, type }))

/** Scripts by the event they listen to; `texts` are the collection's variables. Newman and Postman read format 2.1. */
export function postmanCollection(name, { auth, scripts, texts, item }) {
  return {
    info: { name, schema: POSTMAN_SCHEMA },
    ...(auth && { auth }),
    event: Object.entries(scripts).map(([listen, script]) => ({
      listen,
      script: { type: 'text/javascript', exec: script.split('\n') },
    })),
    variable: pairs(texts, 'string'),
    item,
  }
}

export function postmanVariables(name, scope, values, secrets = {}) {
  return {
    name,
    values: [...pairs(values, 'default'), ...pairs(secrets, 'secret')].map((one) => ({ ...one, enabled: true })),
    _postman_variable_scope: scope,
  }
}

/** The collection's scripts run before and after those of each request. */
export function hoppscotchCollection(name, { auth, scripts, requests }) {
  return {
    v: 12,
    name,
    folders: [],
    requests,
    auth,
    headers: [],
    variables: [],
    description: null,
    preRequestScript: scripts.before,
    testScript: scripts.after,
  }
}

export function hoppscotchRequest({ name, method, endpoint, headers = [], auth, body, test = '' }) {
  return {
    v: '17',
    name,
    method,
    endpoint,
    params: [],
    headers,
    auth,
    body: body ?? { contentType: null, body: null },
    preRequestScript: '',
    testScript: test,
    requestVariables: [],
    responses: {},
  }
}

export function hoppscotchEnvironment(id, name, values, secrets) {
  const variables = (all, secret) =>
    Object.entries(all).map(([key, value]) => ({ key, initialValue: value, currentValue: value, secret }))
  return { v: 2, id, name, variables: [...variables(values, false), ...variables(secrets, true)] }
}

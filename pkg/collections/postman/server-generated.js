// Gets a token from the API's login endpoint and puts it on the request.
// With "reuseToken" set to true, a token serves until shortly before it expires; else each request takes a fresh one.
const SPARE_SECONDS = 10

function tokenOf(error, response) {
  if (error) throw new Error('The login endpoint was not reached: ' + (error.message || error))
  if (response.code !== 200)
    throw new Error('The login was refused with status ' + response.code + ': ' + response.text())
  let answer
  try {
    answer = response.json()
  } catch (notJson) {
    throw new Error('The login was to answer JSON, but it answered: ' + response.text().slice(0, 200))
  }
  if (!answer.access_token)
    throw new Error('The login answered without "access_token"; it has: ' + Object.keys(answer).join(', '))
  const expires = jwtmint.decode(answer.access_token).payload.exp
  if (!(expires > Date.now() / 1000))
    throw new Error('The token from the login had expired when it arrived. Is this clock right?')
  pm.collectionVariables.set('accessToken', answer.access_token)
  pm.collectionVariables.set('accessTokenExpires', expires)
  return answer.access_token
}

function authorise(token) {
  pm.request.headers.upsert({ key: 'Authorization', value: 'Bearer ' + token })
}

const keeps = pm.variables.get('reuseToken') === 'true'
const kept = pm.collectionVariables.get('accessToken')
if (keeps && kept && Number(pm.collectionVariables.get('accessTokenExpires')) > Date.now() / 1000 + SPARE_SECONDS) {
  authorise(kept)
} else {
  pm.sendRequest(
    {
      url: pm.variables.replaceIn('{{loginUrl}}'),
      method: 'POST',
      header: { 'Content-Type': 'application/json' },
      body: {
        mode: 'raw',
        raw: JSON.stringify({ user: pm.variables.get('user'), password: pm.variables.get('password') }),
      },
    },
    function (error, response) {
      let token
      try {
        token = tokenOf(error, response)
      } catch (failure) {
        return stopRequest(failure)
      }
      authorise(token)
    },
  )
}

// A page that shows who is logged in, written by the documentation of jsonwebtoken.
import jwt from 'jsonwebtoken'

const token = jwt.sign({ name: 'Ada', roles: ['admin'] }, 'of the page', { expiresIn: '2 days', audience: 'page' })
const claims = jwt.verify(token, 'of the page', { audience: /^page$/ })
document.body.textContent = `${claims.name}, ${claims.roles[0]}, until ${(claims.exp - claims.iat) / 3600} hours from now`
try {
  jwt.verify(token, 'of another page')
} catch (error) {
  document.body.append(`; ${error.name}: ${error.message}`)
}
window.outcome = document.body.textContent

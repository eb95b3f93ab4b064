export * from './jsonwebtoken.js'
import * as jsonwebtoken from './jsonwebtoken.js'
/** As programs import it: `import jwt from 'jwtmint/jsonwebtoken'`. */
export default jsonwebtoken

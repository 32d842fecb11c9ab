/**
 * Checking of signed JSON Web Tokens and reading of public keys, from `jose` (MIT). The build bundles it into this file
 * of `dist`, because the published package has no dependencies; nothing else of `src` may import it.
 */
export { importJWK, jwtVerify } from 'jose';

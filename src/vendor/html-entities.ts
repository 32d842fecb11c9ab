/**
 * The HTML entity decoder of the `entities` package (BSD-2-Clause). The build bundles it into this file of `dist`,
 * because the published package has no dependencies; nothing else of `src` may import a library.
 */
export { decodeHTMLStrict } from 'entities/decode';

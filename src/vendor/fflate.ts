/**
 * Compression and zip files by the `fflate` package (MIT), from its browser build. The build bundles it into this file
 * of `dist`, because the published package has no dependencies; nothing else of `src` may import it.
 */
export { Unzlib, zipSync, zlibSync } from 'fflate/browser';

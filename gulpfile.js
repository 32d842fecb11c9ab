const { rm } = require('node:fs/promises');
const { dest, parallel, series, src } = require('gulp');

/** gulp 5 would re-encode binary files as UTF-8 without `encoding: false`. */
const copy = (name, globs, to) => Object.assign(() => src(globs, { encoding: false }).pipe(dest(to)), { displayName: name });

const clean = () => rm('dist', { recursive: true, force: true });
const assets = parallel(copy('codex', 'nodes/**/*.node.json', 'dist/nodes'), copy('icons', 'icons/**/*.svg', 'dist/icons'));

module.exports = { assets, clean, default: series(assets) };

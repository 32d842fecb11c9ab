// What tests get as fast-check: a property is tried as often as it says, but on a busy machine no longer than this, so
// that it never runs into jest's limit. PROPERTY_MS=0 tries all, for long runs by hand.
const fc = require('../../node_modules/fast-check/lib/cjs/fast-check.js');

const limitMs = Number(process.env.PROPERTY_MS ?? 2_000);

if (limitMs > 0) fc.configureGlobal({ interruptAfterTimeLimit: limitMs });

module.exports = fc;

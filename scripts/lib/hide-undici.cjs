// Loaded into n8n with --require: makes undici unresolvable for this package only, as on hosts that bring none.
const Module = require('node:module');

const original = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
	const from = parent?.filename ?? '';
	if (/^undici(?:\/|$)/.test(request) && /[\\/]node_modules[\\/]n8n-nodes-teams-webhooks[\\/]/.test(from)) {
		throw Object.assign(new Error(`Cannot find module '${request}'`), { code: 'MODULE_NOT_FOUND' });
	}
	return original.call(this, request, parent, ...rest);
};

// Posts with our HTTP engines, in an environment of its own: certificates and n8n's settings are read when Node starts,
// proxy variables when an engine starts.
const { join } = require('node:path');

const { createExecuteContext } = require('./execute-context.ts');

const ROOT = join(__dirname, '..', '..', '..');

/** Sets variables, and loads our modules anew, as n8n does when a package is installed again. */
function restart(env) {
	for (const name of Object.keys(process.env).filter((known) => /_proxy$/i.test(known))) delete process.env[name];
	Object.assign(process.env, env);
	for (const file of Object.keys(require.cache)) {
		if (file.startsWith(join(ROOT, 'src')) || file.startsWith(join(ROOT, 'nodes'))) delete require.cache[file];
	}
}

function createEngine(engine) {
	const context = createExecuteContext();
	if (engine === 'n8n') return require('../../../nodes/shared/helper-transport.ts').createHelperTransport(context);
	return require('../../../nodes/shared/transport.ts').createTransport(context);
}

process.on('message', ({ id, engine, env, request }) => {
	if (env !== undefined) restart(env);
	const transport = createEngine(engine);
	transport.post(request).then((result) => process.send({ id, engine: transport.engine, result }));
});

process.on('disconnect', () => process.exit());

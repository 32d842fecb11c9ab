// Loads one package folder as n8n does and prints the descriptions it found.
const { PackageDirectoryLoader } = require('n8n-core');

const loader = new PackageDirectoryLoader(process.argv[2]);
loader.loadAll().then(() => {
	const nodes = Object.values(loader.nodeTypes).map(({ type }) => type.description);
	console.log(`\n${JSON.stringify({ nodes, credentials: Object.keys(loader.credentialTypes) })}`);
});

import { measureLimits } from './send/limits';
import { measureMemory } from './send/memory';
import { measureSpeed } from './send/speed';
import { measureWindow } from './send/window';

/** The parts of the measurement; `npm run bench -- send` runs all, `npm run bench -- send:speed` one. */
const PARTS: Readonly<Record<string, () => Promise<void>>> = {
	speed: measureSpeed,
	limits: measureLimits,
	window: measureWindow,
	memory: measureMemory,
};

/** Send against n8n's HTTP Request node. */
async function main(): Promise<void> {
	const wanted = process.argv.slice(2);
	for (const name of wanted.length === 0 ? Object.keys(PARTS) : wanted) {
		const part = PARTS[name];
		if (part === undefined) throw new Error(`There is no part "${name}"; there are: ${Object.keys(PARTS).join(', ')}`);
		await part();
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});

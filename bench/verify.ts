import { createHmac, createSecretKey } from 'node:crypto';

import { activityBody, authorization } from '../simulator/activity';
import { parseActivity } from '../src/outgoing-webhook/activity';
import { decodeTokenFields } from '../src/outgoing-webhook/security-token';
import { verifySignature } from '../src/outgoing-webhook/signature';
import { median } from './figures';
import { inProcesses, isChild, spread } from './processes';
import { writeTable } from './table';

const TOKEN = Buffer.alloc(32, 7).toString('base64');
const ROUNDS = 60;
const PER_ROUND = 2_000;
const PROCESSES = 10;

/** What one process measures, in microseconds, and the ratio of the two, measured alternately. */
type Figures = Readonly<Record<'yardstick' | 'ours' | 'ratio', number>>;

/** Times `verify + parse` of a 2 KB activity, alternating with bare HMAC-SHA256 and `JSON.parse`, in ten processes. */
function main(): void {
	if (isChild) return console.log(JSON.stringify(measure()));
	const { yardstick, ours, ratio } = inProcesses(__filename, PROCESSES);
	writeTable({
		name: 'verify',
		command: 'npm run bench -- verify',
		head: ['What', 'median of ten processes (spread)'],
		rows: [
			['HMAC-SHA256 with a key object, and `JSON.parse`', `${spread(yardstick, 1)} µs`],
			['verify + parse', `${spread(ours, 1)} µs`],
			['ratio', `**${spread(ratio)}**`],
		],
	});
}

function measure(): Figures {
	const body = twoKilobytes();
	const key = createSecretKey(Buffer.from(TOKEN, 'base64'));
	const header = authorization(body, TOKEN);
	const keys = decodeTokenFields([{ index: 0, label: 'x', token: TOKEN }]);
	const bare = () => {
		const length = createHmac('sha256', key).update(body).digest().length;
		return (JSON.parse(body.toString('utf8')) as { type: string }).type === 'message' ? length : 0;
	};
	const ours = () => (verifySignature(body, header, keys).ok && parseActivity(body).kind === 'message' ? 1 : 0);
	const bareUs: number[] = [];
	const oursUs: number[] = [];
	for (let round = 0; round < ROUNDS; round += 1) {
		bareUs.push(microseconds(bare));
		oursUs.push(microseconds(ours));
	}
	const half = ROUNDS / 2;
	const ratios = oursUs.map((value, index) => value / (bareUs[index] ?? Number.NaN)).slice(half);
	return { yardstick: median(bareUs.slice(half)), ours: median(oursUs.slice(half)), ratio: median(ratios) };
}

function microseconds(work: () => number): number {
	let sum = 0;
	const startedMs = performance.now();
	for (let count = 0; count < PER_ROUND; count += 1) sum += work();
	if (sum === 0) throw new Error('the work was refused');
	return ((performance.now() - startedMs) * 1_000) / PER_ROUND;
}

function twoKilobytes(): Buffer {
	const empty = activityBody({ webhookName: 'n8n', text: '', atMs: 1_761_000_000_123 }).length;
	const text = 'deploy api '.repeat(100).slice(0, Math.ceil((2_048 - empty) / 2));
	return Buffer.from(activityBody({ webhookName: 'n8n', text, atMs: 1_761_000_000_123 }));
}

main();

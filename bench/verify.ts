import { createHmac } from 'node:crypto';

import { activityBody, authorization } from '../simulator/activity';
import { parseActivity } from '../src/outgoing-webhook/activity';
import { decodeTokenFields } from '../src/outgoing-webhook/security-token';
import { verifySignature } from '../src/outgoing-webhook/signature';
import { median } from './figures';

const TOKEN = Buffer.alloc(32, 7).toString('base64');
const ROUNDS = 60;
const PER_ROUND = 4_000;

/** Times `verify + parse` of a 2 KB activity against the bare HMAC, in turns, and prints the medians and their ratio. */
function main(): void {
	const body = twoKilobytes();
	const key = Buffer.from(TOKEN, 'base64');
	const header = authorization(body, TOKEN);
	const keys = decodeTokenFields([{ index: 0, label: 'x', token: TOKEN }]);
	const bare = () => createHmac('sha256', key).update(body).digest().length;
	const ours = () => (verifySignature(body, header, keys).ok && parseActivity(body).kind === 'message' ? 1 : 0);
	const bareUs: number[] = [];
	const oursUs: number[] = [];
	for (let round = 0; round < ROUNDS; round += 1) {
		bareUs.push(microseconds(bare));
		oursUs.push(microseconds(ours));
	}
	const half = ROUNDS / 2;
	const ratios = oursUs.map((value, index) => value / (bareUs[index] ?? Number.NaN)).slice(half);
	console.log(`verify: ${body.length} bytes, Node ${process.version}`);
	console.log(`  HMAC alone       ${median(bareUs.slice(half)).toFixed(2)} µs`);
	console.log(`  verify + parse   ${median(oursUs.slice(half)).toFixed(2)} µs`);
	console.log(`  ratio            ${median(ratios).toFixed(2)} (target: at most 2)`);
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

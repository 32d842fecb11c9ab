import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The key of our own vectors: bytes 0 to 31. */
export const TOKEN = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';

/** A small signed activity that is accepted. */
export const PING = Buffer.from('{"type":"message","id":"1","text":"<at>n8n</at>&nbsp;ping"}');

/** The header for a body under a key. */
export function sign(body: Buffer | string, token = TOKEN): string {
	return `HMAC ${createHmac('sha256', Buffer.from(token, 'base64')).update(body).digest('base64')}`;
}

/** Reads every JSON file of a folder under `test/vectors`. */
export function vectors<T>(folder: string): T[] {
	const path = join(__dirname, '..', 'vectors', folder);
	return readdirSync(path).map((name) => JSON.parse(readFileSync(join(path, name), 'utf8')) as T);
}

/** A body and header of the bad-input table, with the status a refused request gets. */
interface BadRequest {
	readonly title: string;
	readonly body: Buffer;
	readonly authorization: string | undefined;
	readonly status: 400 | 401 | 200;
}

const mac = sign(PING).slice('HMAC '.length);
const flipped = (bytes: Buffer, at: number) =>
	Buffer.from(bytes.map((byte, index) => (index === at ? byte ^ 1 : byte)));

/** Every request that must not start an execution: refused signatures, then signed bodies that are not messages. */
export const BAD_REQUESTS: readonly BadRequest[] = [
	{ title: 'no header', body: PING, authorization: undefined, status: 401 },
	{ title: 'wrong scheme', body: PING, authorization: `Bearer ${mac}`, status: 401 },
	{ title: 'lower-case scheme', body: PING, authorization: `hmac ${mac}`, status: 401 },
	{ title: 'empty MAC', body: PING, authorization: 'HMAC ', status: 401 },
	{ title: 'not Base64', body: PING, authorization: `HMAC ${'*'.repeat(44)}`, status: 401 },
	{
		title: 'MAC of another length',
		body: PING,
		authorization: `HMAC ${Buffer.from(mac, 'base64').subarray(0, 20).toString('base64')}`,
		status: 401,
	},
	{
		title: "MAC by the token's text",
		body: PING,
		authorization: `HMAC ${createHmac('sha256', TOKEN).update(PING).digest('base64')}`,
		status: 401,
	},
	{ title: 'hex MAC', body: PING, authorization: `HMAC ${Buffer.from(mac, 'base64').toString('hex')}`, status: 401 },
	{
		title: 're-serialised body',
		body: Buffer.from(JSON.stringify(JSON.parse('{"type": "message", "text": "ping"}'))),
		authorization: sign('{"type": "message", "text": "ping"}'),
		status: 401,
	},
	{
		title: 'one flipped bit in the body',
		body: flipped(PING, PING.length - 3),
		authorization: sign(PING),
		status: 401,
	},
	{
		title: 'one flipped bit in the MAC',
		body: PING,
		authorization: `HMAC ${flipped(Buffer.from(mac, 'base64'), 5).toString('base64')}`,
		status: 401,
	},
	{ title: 'signed empty body', body: Buffer.alloc(0), authorization: sign(''), status: 400 },
	{ title: 'signed array', body: Buffer.from('[1]'), authorization: sign('[1]'), status: 400 },
	{
		title: 'signed object without a type',
		body: Buffer.from('{"text":"x"}'),
		authorization: sign('{"text":"x"}'),
		status: 400,
	},
	{
		title: 'signed reaction',
		body: Buffer.from('{"type":"messageReaction"}'),
		authorization: sign('{"type":"messageReaction"}'),
		status: 200,
	},
	{
		title: 'signed edit',
		body: Buffer.from('{"type":"messageUpdate","text":"x"}'),
		authorization: sign('{"type":"messageUpdate","text":"x"}'),
		status: 200,
	},
];

import type { ProvenMention } from '../../../src/outgoing-webhook/proof';

import { createHmac } from 'node:crypto';
import fc from 'fast-check';

import { isProven, proveMention } from '../../../src/outgoing-webhook/proof';
import { decodeTokenFields } from '../../../src/outgoing-webhook/security-token';
import { propertyRuns } from '../../support/property-runs';
import { TOKEN } from '../../support/signing';

const OTHER = Buffer.alloc(32, 7).toString('base64');
const field = (token: string, index: number) => ({ label: '', index, token });
const keys = decodeTokenFields([field(OTHER, 0), field(TOKEN, 1)]);
const [strange, own] = keys;

const MENTION: ProvenMention = {
	tenantId: 't',
	channelId: 'c',
	messageId: '1761000000123',
	timestamp: '2026-10-21T08:00:00.123Z',
	text: 'approve 1-ABCDEF',
	id: '29:1x',
	name: 'Ada',
	aadObjectId: 'a',
};

const proof = (mention = MENTION) => proveMention(own!.key, mention);

it('vouches for the mention under any token of the credential, and under no other', () => {
	expect(isProven(keys, MENTION, proof())).toBe(true);
	expect(isProven([strange!], MENTION, proof())).toBe(false);
	expect(isProven([], MENTION, proof())).toBe(false);
});

it('is not the MAC that the token itself gives', () => {
	const plain = createHmac('sha256', Buffer.from(TOKEN, 'base64'))
		.update(JSON.stringify(Object.values(MENTION)))
		.digest('base64url');
	expect(isProven(keys, MENTION, plain)).toBe(false);
});

it.each([
	undefined,
	null,
	1,
	'',
	'x',
	[proof()],
	proof().slice(1),
	`${proof()}A`,
	` ${proof()}`,
	proof().replace(/.$/, '!'),
])('refuses %p', (given) => expect(isProven(keys, MENTION, given)).toBe(false));

it('holds for no other value of any member', () => {
	const value = fc.oneof(fc.string(), fc.constant(null));
	fc.assert(
		fc.property(fc.constantFrom(...(Object.keys(MENTION) as Array<keyof ProvenMention>)), value, (name, other) => {
			fc.pre(other !== MENTION[name] && !(name === 'text' && other === null));
			expect(isProven(keys, { ...MENTION, [name]: other }, proof())).toBe(false);
		}),
		{ numRuns: propertyRuns(500) },
	);
});

it('lets no text run from one member into the next', () => {
	fc.assert(
		fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (tenantId, channelId, left, right) => {
			fc.pre(tenantId !== left || channelId !== right);
			const moved = { ...MENTION, tenantId: left, channelId: right };
			expect(isProven(keys, moved, proof({ ...MENTION, tenantId, channelId }))).toBe(false);
		}),
		{ numRuns: propertyRuns(500) },
	);
});

it('survives the way through JSON, lone surrogates too', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			const mention = { ...MENTION, text };
			const copy = JSON.parse(JSON.stringify(mention)) as ProvenMention;
			expect(isProven(keys, copy, proof(mention))).toBe(true);
		}),
		{ numRuns: propertyRuns(500) },
	);
});

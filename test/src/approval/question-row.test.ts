import fc from 'fast-check';

import { answerAddress, readQuestionRow } from '../../../src/approval/question-row';
import { propertyRuns } from '../../support/property-runs';

const OWN = 'https://n8n.example.com/base/webhook-waiting/12?signature=0123456789abcdef';
const ROW = { code: '4711', resumeUrl: 'https://n8n.example.com/base/webhook-waiting/4711?signature=fedcba9876543210' };

it('takes the number and the token of a row, and nothing else', () => {
	expect(readQuestionRow({ ...ROW, id: 3 })).toEqual({ number: '4711', token: 'fedcba9876543210' });
	expect(readQuestionRow({ ...ROW, code: 4711 })).toMatchObject({ number: '4711' });
});

it.each([' ', '\n', '\u00a0'])('reads a row with %j around its cells', (space) => {
	const spaced = { code: `${space}4711${space}`, resumeUrl: `${space}${ROW.resumeUrl}${space}` };
	expect(readQuestionRow(spaced)).toEqual({ number: '4711', token: 'fedcba9876543210' });
});

it.each([
	undefined,
	null,
	'4711',
	[],
	{},
	{ code: '4711' },
	{ ...ROW, code: '' },
	{ ...ROW, code: '../4711' },
	{ ...ROW, code: '4711/node' },
	{ ...ROW, code: 'a'.repeat(65) },
	{ ...ROW, resumeUrl: 'no address' },
	{ ...ROW, resumeUrl: 'https://x/?signature=' },
	{ ...ROW, resumeUrl: 'https://x/?signature=fedcba9876543210/11111111-2222-4333-8444-555555555555' },
	{ ...ROW, resumeUrl: 'https://x/?signature=short' },
])('refuses %p', (row) => expect(readQuestionRow(row)).toBeUndefined());

it('goes to our own n8n only, whatever a row says', () => {
	const wanted = 'https://n8n.example.com/base/webhook-waiting/4711/teams-answer?signature=fedcba9876543210';
	const hostile = { ...ROW, resumeUrl: 'http://evil.example/a/b?signature=fedcba9876543210&x=1#y' };
	for (const row of [ROW, hostile]) expect(answerAddress(OWN, readQuestionRow(row)!)).toBe(wanted);
	expect(answerAddress('no address', readQuestionRow(ROW)!)).toBeUndefined();
});

it('keeps host, path and parameters for every row that it takes', () => {
	fc.assert(
		fc.property(fc.string(), fc.string(), fc.webUrl({ withQueryParameters: true }), (code, token, url) => {
			const row = readQuestionRow({ code, resumeUrl: `${url}${url.includes('?') ? '&' : '?'}signature=${token}` });
			if (row === undefined) return;
			const address = new URL(answerAddress(OWN, row) ?? '');
			expect([address.origin, address.pathname.split('/').length, [...address.searchParams.keys()]]).toEqual([
				'https://n8n.example.com',
				5,
				['signature'],
			]);
		}),
		{ numRuns: propertyRuns(500) },
	);
});

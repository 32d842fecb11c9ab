import fc from 'fast-check';

import { isAskOf, isExpired, newAsk, questionName, readQuestion, writeQuestion } from '../../../src/approval/question';
import { propertyRuns } from '../../support/property-runs';
import { linkQuestion, mentionQuestion } from '../../support/question';

describe('the link of a question', () => {
	const { question, ask } = linkQuestion();

	it('belongs to the question with the value that was drawn for it', () => expect(isAskOf(question, ask)).toBe(true));

	it('belongs to no other question', () => expect(isAskOf(linkQuestion().question, ask)).toBe(false));

	it.each([
		['nothing', undefined],
		['null', null],
		['an empty text', ''],
		['a list with the value', [ask]],
		['what is kept with the run', question.ask],
		['a longer value', `${ask}A`],
		['a shorter value', ask.slice(1)],
	])('belongs to no question with %s', (_, given) => expect(isAskOf(question, given)).toBe(false));

	it('holds a new value of 18 bytes each time', () => {
		const asks = Array.from({ length: 100 }, newAsk);
		for (const drawn of asks) expect(drawn).toMatch(/^[\w-]{24}$/);
		expect(new Set(asks).size).toBe(asks.length);
	});
});

describe('the name of a question', () => {
	const tool = { name: 'delete_rows', input: '{}' };

	it.each([
		['its title', { title: ' Deploy\n now? ', message: 'Build 4711', tool }, 'Deploy now?'],
		['its message, if there is no title', { title: ' \n', message: 'Build 4711\npassed.', tool }, 'Build 4711 passed.'],
		['its tool, if there is no text', { title: '', message: '\t', tool }, 'delete_rows'],
		['empty, if there is nothing', { title: '', message: '', tool: null }, ''],
	])('is %s', (_, question, name) => expect(questionName(question)).toBe(name));

	it.each([
		[79, 'x'.repeat(79)],
		[80, 'x'.repeat(80)],
		[81, `${'x'.repeat(79)}…`],
		[500, `${'x'.repeat(79)}…`],
	])('has at most 80 characters where the title has %d', (length, name) =>
		expect(questionName({ title: 'x'.repeat(length), message: '', tool: null })).toBe(name),
	);
});

it('the name of a question keeps what people see as one character whole', () => {
	const title = `${'x'.repeat(78)}👍🏽 and more`;
	expect(questionName({ title, message: '', tool: null })).toBe(`${'x'.repeat(78)}…`);
});

describe('the time to answer', () => {
	it.each([
		['is not over a millisecond before its end', 1_000, 999, false],
		['is over at its end', 1_000, 1_000, true],
		['is over after its end', 1_000, 1_001, true],
		['is never over without an end', null, Number.MAX_SAFE_INTEGER, false],
	])('%s', (_, expiresAtMs, nowMs, isOver) =>
		expect(isExpired(linkQuestion({ expiresAtMs }).question, nowMs)).toBe(isOver),
	);
});

describe('a question that is kept with its run', () => {
	const { question } = linkQuestion({ tool: { name: 'delete_rows', input: '{}' }, expiresAtMs: 1_000 });
	const keptWith = (more: object, asked = question) => JSON.stringify({ ...asked, ...more });

	it.each([
		['by link', question],
		['by mention', mentionQuestion({ tenant: 'aaaaaaaa-2222-4333-8444-555555555555' })],
	])('is read as it was asked, if it is answered %s', (_, asked) =>
		expect(readQuestion(writeQuestion(asked))).toEqual(asked),
	);

	it.each<[string, unknown]>([
		['nothing', undefined],
		['null', null],
		['an object', question],
		['a list with the text', [writeQuestion(question)]],
		['no JSON', 'Deploy?'],
		['the text of null', 'null'],
		['the text of a list', '[]'],
		['the text of a text', JSON.stringify(writeQuestion(question))],
		['no link', keptWith({ ask: undefined })],
		['no link, if it is answered by mention', keptWith({ ask: null }, mentionQuestion())],
		['no texts', keptWith({ texts: undefined })],
		['a list of texts', keptWith({ texts: [] })],
		['no way to answer', keptWith({ way: undefined })],
		['another way to answer, even with rules', keptWith({ way: 'email' }, mentionQuestion())],
		['no rules, if it is answered by mention', keptWith({ mention: null }, mentionQuestion())],
		['a list of rules, if it is answered by mention', keptWith({ mention: [] }, mentionQuestion())],
	])('is not read from %s', (_, kept) => expect(readQuestion(kept)).toBeUndefined());

	it('is read from no text that only resembles one', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.json()), (kept) => expect(readQuestion(kept)).toBeUndefined()),
			{ numRuns: propertyRuns(500) },
		);
	});
});

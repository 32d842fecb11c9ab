import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { IncomingSide } from '../../../simulator/incoming';
import type { WorkflowRun } from '../../support/action';

import fc from 'fast-check';

import { hintLines, showWarnings } from '../../../nodes/TeamsWebhook/run-hints';
import { startIncomingSide } from '../../../simulator/incoming';
import { mentionItem, runWorkflow } from '../../support/action';

let teams: IncomingSide;

beforeAll(async () => (teams = await startIncomingSide()));
afterAll(async () => await teams.close());

const shortened = (bytes: number) =>
	`body[0].text: The message was shortened: it counted as ${bytes} bytes, and the limit is 28672. [card-shortened]`;
let groups = 0;
const hintsOf = ({ run }: WorkflowRun) => Object.values(run.data.resultData.runData).at(-1)?.[0]?.hints ?? [];
const send = async (parameters: IDataObject, items: readonly IDataObject[] = [{}], onError?: 'continueRegularOutput') =>
	await runWorkflow({
		items,
		actions: [
			{ parameters: { options: { pace: 'off' }, ...parameters }, ...(onError === undefined ? {} : { onError }) },
		],
		credential: { webhookUrl: teams.workflowsUrl, allowedHosts: '127.0.0.1', paceGroup: `group${(groups += 1)}` },
	});

describe('the lines of a run', () => {
	it.each<[string, ReadonlyArray<readonly string[]>, readonly string[]]>([
		['nothing without a warning', [[], []], []],
		[
			'one message that was shortened',
			[[shortened(94_757)], []],
			['1 message was shortened: 94,757 bytes; the limit is 28,672'],
		],
		[
			'several, of which the largest counts',
			[[shortened(30_000)], [shortened(94_757)], [shortened(29_000)]],
			['3 messages were shortened: up to 94,757 bytes; the limit is 28,672'],
		],
		[
			'a message once, however often it was shortened',
			[[shortened(30_000), 'reply-shortened']],
			['1 message was shortened: 30,000 bytes; the limit is 28,672'],
		],
		['a shortened reply without sizes', [['reply-shortened']], ['1 message was shortened']],
		[
			'cut texts with the message that was shortened for them',
			[[shortened(30_000), 'body[0].text: This text was cut. [content-cut]']],
			['1 message was shortened: 30,000 bytes; the limit is 28,672'],
		],
		[
			'what was left out of it',
			[[shortened(30_000), 'body[41..119]: These were left out. [content-left-out]']],
			[
				'1 message was shortened: 30,000 bytes; the limit is 28,672',
				'1 message lost parts that did not fit: body[41..119]: These were left out. [content-left-out]',
			],
		],
		[
			'what was lost',
			[['images[0].url: The address is not https. [image-left-out]']],
			['1 message lost an image: images[0].url: The address is not https. [image-left-out]'],
		],
		[
			'what several have lost',
			[['a: x. [message-card-lost]', 'b: y. [message-card-lost]'], ['c: z. [message-card-lost]']],
			['2 messages lost a part. The first: a: x. [message-card-lost]'],
		],
		[
			'what has no other words than its code',
			[['reply-actions-removed'], ['reply-actions-removed']],
			['2 messages lost buttons that replies cannot have'],
		],
		[
			'other warnings by their code',
			[['a: x. [member-unknown]'], ['b: y. [member-unknown]']],
			['2 messages have a warning. The first: a: x. [member-unknown]'],
		],
		[
			'warnings without a code by their text',
			[['It may be posted twice.'], ['It may be posted twice.'], ['Other.']],
			['2 messages have a warning. The first: It may be posted twice.', '1 message has a warning: Other.'],
		],
		[
			'losses first, then what most messages have',
			[['x [member-unknown]', 'y [enum-unknown]', 'z [image-left-out]', shortened(30_000)], ['y [enum-unknown]']],
			[
				'1 message was shortened: 30,000 bytes; the limit is 28,672',
				'1 message lost an image: z [image-left-out]',
				'2 messages have a warning. The first: y [enum-unknown]',
				'1 message has a warning: x [member-unknown]',
			],
		],
		[
			'text, not markup',
			[['text: `<at>Bob</at>` & more [mention-without-entity]']],
			['1 message has a warning: text: `&lt;at&gt;Bob&lt;/at&gt;` &amp; more [mention-without-entity]'],
		],
		[
			'no address',
			[['a: `https://x.example/SECRET?sig=1` is no value of `color`. [enum-unknown]']],
			['1 message has a warning: a: (address) is no value of `color`. [enum-unknown]'],
		],
	])('tell %s', (_title, messages, lines) => {
		expect(hintLines(messages)).toEqual(lines);
	});

	it('are five at most, of which the last counts the other kinds', () => {
		const messages = (kinds: number) => [Array.from({ length: kinds }, (_, index) => `Warning ${index}.`)];
		expect(hintLines(messages(5)).at(-1)).toBe('1 message has a warning: Warning 4.');
		expect([hintLines(messages(6)).length, hintLines(messages(6)).at(-1)]).toEqual([
			5,
			'2 more kinds of warnings are in the "warnings" of the items.',
		]);
	});

	it('are short, one glance each, and cut no character in two', () => {
		const [line = ''] = hintLines([[`${'🚀'.repeat(50_000)} [member-unknown]`]]);
		expect(line.length).toBeLessThanOrEqual(301);
		expect(line).not.toMatch(/\p{Cs}/u);
		expect(hintLines([['x'.repeat(275)], ['y'.repeat(276)]])).toEqual([
			`1 message has a warning: ${'x'.repeat(275)}`,
			`1 message has a warning: ${'y'.repeat(275)}…`,
		]);
	});

	it('are few and hold neither markup nor an address, whatever the warnings say', () => {
		const warning = fc.oneof(
			fc.string({ maxLength: 400 }),
			fc.constantFrom(shortened(40_000), 'reply-actions-removed', 'https://x.example/webhookb2/SECRET'),
			fc
				.tuple(
					fc.string(),
					fc.constantFrom(
						'card-shortened',
						'image-left-out',
						'member-unknown',
						'enum-unknown',
						'url-not-https',
						'target-unknown',
					),
				)
				.map(([text, code]) => `${text} https://x.example/SECRET [${code}]`),
		);
		fc.assert(
			fc.property(fc.array(fc.array(warning, { maxLength: 8 }), { maxLength: 30 }), (messages) => {
				const lines = hintLines(messages);
				expect(lines.length).toBeLessThanOrEqual(5);
				expect(lines.length > 0).toBe(messages.some((warnings) => warnings.length > 0));
				expect(lines.join('\n')).not.toMatch(/[<>]|:\/\/|SECRET/);
			}),
			{ numRuns: Number(process.env.FINDINGS_RUNS ?? 200) },
		);
	});
});

describe('after a run', () => {
	it('of Send, n8n shows how many messages lost what', async () => {
		const result = await send({ text: '={{ $json.text }}' }, [
			{ text: 'x'.repeat(80_302) },
			{ text: 'fine' },
			{ text: 'Hi <at>Bob</at>' },
		]);
		expect(hintsOf(result)).toEqual([
			{
				message: expect.stringMatching(/^1 message was shortened: 9\d,\d{3} bytes; the limit is 28,672$/) as string,
				type: 'warning',
				location: 'outputPane',
			},
			{
				message:
					'1 message has a warning: text: `&lt;at&gt;Bob&lt;/at&gt;` mentions nobody: plain text cannot mention people. [mention-without-entity]',
				type: 'warning',
				location: 'outputPane',
			},
		]);
		expect(result.output.map(({ json }) => json.outcome)).toEqual(['accepted', 'accepted', 'accepted']);
	});

	it('of Send with many items, a line stands for all of them', async () => {
		const result = await send(
			{ content: 'card', title: 'x', images: { values: [{ url: 'http://images.example/SECRET.png' }] } },
			Array.from({ length: 20 }, () => ({})),
		);
		expect(hintsOf(result).map(({ message }) => message)).toEqual([
			expect.stringMatching(/^20 messages lost an image\. The first: images\[0\]\.url: /),
		]);
		expect(JSON.stringify(hintsOf(result))).not.toContain('SECRET');
	});

	it('without warnings nothing is shown, and a failed item speaks for itself', async () => {
		expect(hintsOf(await send({ text: 'fine' }))).toEqual([]);
		expect(
			hintsOf(await send({ text: '<at>Bob</at>', options: { maxBytes: 20 } }, [{}], 'continueRegularOutput')),
		).toEqual([]);
	});

	it('of Reply, too', async () => {
		const result = await runWorkflow({
			items: [mentionItem()],
			actions: [{ parameters: { operation: 'reply', text: 'x'.repeat(40_000) } }],
			withTrigger: true,
		});
		expect(hintsOf(result).map(({ message }) => message)).toEqual([
			expect.stringMatching(/^1 message was shortened: 40,\d{3} bytes; the limit is 28,672$/),
		]);
	});

	it('an n8n without hints is left alone', () => {
		expect(() => showWarnings({} as IExecuteFunctions, [{ ok: true, json: { warnings: ['x'] } }])).not.toThrow();
	});
});

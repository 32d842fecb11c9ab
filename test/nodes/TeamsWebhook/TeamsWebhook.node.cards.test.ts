import type { IDataObject } from 'n8n-workflow';
import type { IncomingSide } from '../../../simulator/incoming';

import { startIncomingSide } from '../../../simulator/incoming';
import { mentionItem, runWorkflow } from '../../support/action';

let teams: IncomingSide;

beforeAll(async () => (teams = await startIncomingSide()));
afterAll(async () => await teams.close());

const run = async (parameters: IDataObject, items: readonly IDataObject[] = [{}], url = teams.workflowsUrl) => {
	const before = teams.messages().length;
	const { output, run } = await runWorkflow({
		items,
		actions: [{ parameters, onError: 'continueRegularOutput' }],
		credential: { webhookUrl: url, allowedHosts: '127.0.0.1' },
	});
	return {
		output,
		run,
		cards: teams
			.messages()
			.slice(before)
			.flatMap(({ attachments }) => attachments as Array<{ content: Record<string, unknown> }>)
			.map(({ content }) => content),
	};
};

const values = (...rows: IDataObject[]) => ({ values: rows });

describe('the form', () => {
	const form = {
		content: 'card',
		title: '={{ $json.name }}',
		text: 'by <at>Ada</at>',
		color: 'good',
		facts: values({ title: 'State', value: '={{ $json.state }}' }),
		images: values({ url: 'https://example.com/a.png', altText: 'Chart' }),
		buttons: values({ title: 'Open', url: 'https://example.com' }),
		mentions: values({ name: 'Ada', id: 'ada@example.com' }),
	};

	it('makes a card of every item', async () => {
		const { output, cards } = await run(form, [
			{ name: 'api', state: 'up' },
			{ name: 'web', state: '*down*' },
		]);
		expect(output.map(({ json, pairedItem }) => [json.outcome, json.warnings, pairedItem])).toEqual([
			['accepted', [], { item: 0 }],
			['accepted', [], { item: 1 }],
		]);
		expect(cards[1]).toMatchObject({
			version: '1.4',
			body: [
				{ type: 'Container', style: 'good', items: [{ text: 'web' }] },
				{ text: 'by <at>Ada</at>' },
				{ type: 'FactSet', facts: [{ title: 'State', value: '\\*down\\*' }] },
				{ type: 'Image', altText: 'Chart' },
			],
			actions: [{ type: 'Action.OpenUrl', url: 'https://example.com' }],
			msteams: { width: 'Full', entities: [{ mentioned: { id: 'ada@example.com' } }] },
		});
	});

	it('makes one card of all items: a list of facts', async () => {
		const { output, cards } = await run(
			{
				...form,
				items: 'together',
				title: 'Services',
				facts: values({ title: '={{ $json.name }}', value: '={{ $json.state }}' }),
				options: { maxItems: 2 },
			},
			[
				{ name: 'a', state: 1 },
				{ name: 'b', state: 2 },
				{ name: 'c', state: 3 },
			],
		);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([[{ item: 0 }, { item: 1 }, { item: 2 }]]);
		expect(JSON.stringify(cards)).toContain('"facts":[{"title":"a","value":"1"},{"title":"b","value":"2"}]');
		expect(JSON.stringify(cards)).toContain('and 1 more');
	});

	it('makes one card of all items: a table, in another language', async () => {
		const parameters = {
			content: 'card',
			items: 'together',
			layout: 'table',
			tableColumns: 'Tjeneste = name, owner.name',
			tableHeading: 'Nede',
			options: { maxItems: 1, moreText: 'og {count} til' },
		};
		const { cards } = await run(parameters, [{ name: 'api', owner: { name: 'Ada_B' } }, { name: 'web' }]);
		expect(cards[0]?.body).toMatchObject([
			{ text: 'Nede' },
			{ columns: [{ items: [{ text: 'Tjeneste' }] }, { items: [{ text: 'owner.name' }] }] },
			{ columns: [{ items: [{ text: 'api' }] }, { items: [{ text: 'Ada_B' }] }] },
			{ text: 'og 1 til' },
		]);
	});

	it('takes facts from the fields of the item', async () => {
		const item = { name: 'api', customer: { email: 'a@example.com' } };
		const all = await run({ content: 'card', factsFrom: 'allFields' }, [item]);
		expect(all.cards[0]?.body).toMatchObject([
			{
				facts: [
					{ title: 'name', value: 'api' },
					{ title: 'customer.email', value: 'a@example.com' },
				],
			},
		]);
		const chosen = await run({ content: 'card', factsFrom: 'fields', factFields: 'Mail = customer.email' }, [item]);
		expect(chosen.cards[0]?.body).toMatchObject([{ facts: [{ title: 'Mail', value: 'a@example.com' }] }]);
	});

	it('follows the options of looks', async () => {
		const { cards } = await run({
			content: 'card',
			title: '*a*',
			facts: values({ title: 'at', value: '2026-10-21T08:00:00Z' }),
			options: {
				escape: true,
				fullWidth: false,
				rightToLeft: true,
				dates: 'date',
				locale: 'nb-NO',
				timeZone: 'Europe/Oslo',
				summary: 'S',
			},
		});
		expect(cards[0]?.msteams).toBeUndefined();
		expect(JSON.stringify(cards[0]?.body)).toMatch(/\\\\\*a\\\\\*.*"horizontalAlignment":"right".*21\\\\. okt\. 2026/);
	});

	it.each([
		[{ content: 'card' }, 'card-empty'],
		[{ content: 'card', title: 'x', color: 'pink' }, 'option-invalid'],
		[{ content: 'card', items: 'together', layout: 'table', tableColumns: ' ' }, 'option-invalid'],
		[{ content: 'card', title: 'x', options: { dates: 'date', timeZone: 'Mars' } }, 'option-invalid'],
		[{ content: 'card', title: 'x', options: { onInvalid: 'no' } }, 'option-invalid'],
		[{ content: 'card', title: 'x', options: { maxBytes: -1 } }, 'option-invalid'],
		[{ content: 'hologram' }, 'option-invalid'],
		[{ content: 'card', title: 'x', buttons: values({ title: 'a', url: '/relative' }) }, 'card-invalid'],
		[{ content: 'card', title: 'x', mentions: values({ name: 'a', id: '28:bot' }) }, 'card-invalid'],
	])('refuses %j with %s, and sends nothing', async (parameters, code) => {
		const { output, cards } = await run(parameters);
		expect(output[0]?.json).toMatchObject({ details: { code, outcome: 'notSent' } });
		expect(cards).toEqual([]);
	});

	it('sends a card with a mistake where that is wanted, and says so', async () => {
		const { output, cards } = await run({
			content: 'card',
			title: 'x',
			buttons: values({ title: 'a', url: '/relative' }),
			options: { onInvalid: 'warn' },
		});
		expect(output[0]?.json).toMatchObject({
			outcome: 'accepted',
			warnings: [expect.stringContaining('[button-left-out]')],
		});
		expect(cards).toHaveLength(1);
	});
});

describe('JSON', () => {
	it('refuses a mistake with its place and how to mend it', async () => {
		const { output } = await run({
			content: 'adaptiveCard',
			cardJson: '{"type":"AdaptiveCard","version":"1.6","body":[]}',
		});
		expect(output[0]?.json).toMatchObject({
			error: 'The card has a mistake: nothing was sent.',
			details: { code: 'card-invalid', hint: expect.stringMatching(/^version: .*1\.4/) as string },
		});
	});

	it('sends what is only a warning, and says it', async () => {
		const { output } = await run({
			content: 'adaptiveCard',
			cardJson: { type: 'AdaptiveCard', version: '1.4', body: [{ type: 'TextBlok', text: 'x' }] },
		});
		expect(output[0]?.json).toMatchObject({
			outcome: 'accepted',
			warnings: [expect.stringMatching(/^body\[0\]\.type: .*TextBlok.*\[element-unknown\]$/)],
		});
	});

	it('keeps the width of a card from JSON unless one is chosen', async () => {
		const cardJson = { type: 'AdaptiveCard', version: '1.4', body: [{ type: 'TextBlock', text: 'x' }] };
		expect((await run({ content: 'adaptiveCard', cardJson })).cards[0]?.msteams).toBeUndefined();
		expect((await run({ content: 'adaptiveCard', cardJson, options: { fullWidth: true } })).cards[0]?.msteams).toEqual({
			width: 'Full',
		});
	});

	it('keeps the text and the summary of a whole message, and reads its parts from strings', async () => {
		const card = {
			type: 'AdaptiveCard',
			version: '1.4',
			body: [{ type: 'TextBlock', text: 'x' }],
			actions: [{ type: 'Action.OpenUrl', title: 'Open', url: 'https://x.example/My Folder' }],
		};
		const cardJson = {
			type: 'message',
			text: 'Deploy',
			summary: 'S',
			locale: 'en',
			attachments: JSON.stringify([
				{ contentType: 'Application/vnd.microsoft.card.adaptive', content: JSON.stringify(card) },
			]),
		};
		for (const content of ['adaptiveCard', 'template']) {
			const { output, cards } = await run({ content, cardJson });
			expect(cards).toMatchObject([
				{ body: [{ text: 'Deploy' }] },
				{ body: [{ text: 'x' }], actions: [{ url: 'https://x.example/My%20Folder' }] },
			]);
			expect(output[0]?.json).toMatchObject({
				outcome: 'accepted',
				warnings: [
					expect.stringMatching(/^locale: .*\[message-member-ignored\]$/),
					expect.stringMatching(/^summary: .*\[summary-not-shown\]$/),
				],
			});
		}
	});

	it('says which part of a message is no card, and why', async () => {
		const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content: '{"type":"AdaptiveCard",}' };
		expect(
			(await run({ content: 'adaptiveCard', cardJson: { attachments: [attachment] } })).output[0]?.json,
		).toMatchObject({
			error: expect.stringContaining(
				'The JSON in attachments[0].content cannot be read at line 1, column 24',
			) as string,
			details: { code: 'card-invalid-json', outcome: 'notSent' },
		});
	});

	it('says where an expression broke the JSON', async () => {
		const { output } = await run(
			{
				content: 'adaptiveCard',
				cardJson: '={"type":"AdaptiveCard","version":"1.4","body":[{"type":"TextBlock","text":"{{ $json.name }}"}]}',
			},
			[{ name: 'a "quoted" word' }],
		);
		expect(output[0]?.json).toMatchObject({
			error: expect.stringMatching(/line 1, column 79: a string seems to contain a quote/) as string,
			details: { hint: expect.stringContaining('JSON.stringify') as string },
		});
	});

	it('finds a template in card JSON, and fills one as template', async () => {
		const cardJson = '{"type":"AdaptiveCard","version":"1.4","body":[{"type":"TextBlock","text":"Hi ${name}"}]}';
		expect((await run({ content: 'adaptiveCard', cardJson }, [{ name: 'Ada' }])).output[0]?.json).toMatchObject({
			warnings: [expect.stringContaining('[template-left]')],
		});
		expect((await run({ content: 'template', cardJson }, [{ name: 'Ada "A"' }])).cards[0]?.body).toMatchObject([
			{ text: 'Hi Ada "A"' },
		]);
		expect(
			(await run({ content: 'template', cardJson, templateData: '{"name":"Bo"}' }, [{ name: 'Ada' }])).cards[0]?.body,
		).toMatchObject([{ text: 'Hi Bo' }]);
		expect(
			(await run({ content: 'template', cardJson, templateData: '{{ $json }}' }, [{ name: 'Ada' }])).output[0]?.json,
		).toMatchObject({ details: { code: 'card-invalid-json' } });
	});

	it('refuses a template that never ends, and says why', async () => {
		const cardJson = {
			type: 'AdaptiveCard',
			version: '1.4',
			body: [{ $data: '${range(0, 100000)}', type: 'TextBlock', text: '${$index}' }],
		};
		expect((await run({ content: 'template', cardJson })).output[0]?.json).toMatchObject({
			details: { code: 'card-invalid', outcome: 'notSent' },
		});
	});

	it('refuses a function that a template does not know', async () => {
		const { output } = await run(
			{
				content: 'template',
				cardJson: '{"type":"AdaptiveCard","version":"1.4","body":[{"type":"TextBlock","text":"${toUper(name)}"}]}',
			},
			[{ name: 'Ada' }],
		);
		expect(output[0]?.json).toMatchObject({
			details: { code: 'card-invalid', hint: expect.stringContaining('toUpper') as string },
		});
	});
});

describe('MessageCards', () => {
	const messageCardJson = JSON.stringify({
		'@type': 'MessageCard',
		summary: 's',
		title: 'T',
		text: 'x',
		potentialAction: [{ '@type': 'HttpPOST', name: 'Post', target: 'https://example.com' }],
	});
	const messageCardActions = values({ kind: 'OpenUri', name: 'Open', url: 'https://example.com/1' });

	it('become Adaptive Cards for Workflows, with what was lost', async () => {
		const { output, cards } = await run({ content: 'messageCard', messageCardJson, messageCardActions });
		expect(cards[0]).toMatchObject({ type: 'AdaptiveCard', actions: [{ type: 'Action.OpenUrl', title: 'Open' }] });
		expect(output[0]?.json).toMatchObject({
			outcome: 'accepted',
			warnings: [expect.stringMatching(/^potentialAction\[0\]: .*\[message-card-lost\]$/)],
		});
	});

	it('go to a connector as they are', async () => {
		const { output } = await run(
			{ content: 'messageCard', messageCardJson, messageCardActions },
			[{}],
			teams.connectorUrl,
		);
		expect(output[0]?.json).toMatchObject({ outcome: 'delivered' });
		expect(teams.messages().at(-1)?.attachments[0]).toMatchObject({
			'@type': 'MessageCard',
			title: 'T',
			potentialAction: [{ name: 'Post' }, { '@type': 'OpenUri', name: 'Open' }],
		});
	});

	it.each([
		[
			'an attachment',
			{ contentType: 'application/vnd.microsoft.teams.card.o365connector', content: { title: 'T', text: 'x' } },
		],
		['a message', { type: 'message', attachments: [{ '@type': 'MessageCard', title: 'T', text: 'x' }] }],
		['text in text', JSON.stringify(JSON.stringify({ title: 'T', text: 'x' }))],
	])('are read from %s', async (_title, json) => {
		const { cards } = await run({ content: 'messageCard', messageCardJson: json, messageCardActions });
		expect(cards).toMatchObject([{ body: [{ text: 'T' }, { text: 'x' }], actions: [{ title: 'Open' }] }]);
	});

	it('reach a connector with their addresses encoded', async () => {
		await run(
			{
				content: 'messageCard',
				messageCardJson: { text: 'x', sections: [{ images: [{ image: 'https://x.example/a b.png' }] }] },
			},
			[{}],
			teams.connectorUrl,
		);
		expect(teams.messages().at(-1)?.attachments[0]).toMatchObject({
			sections: [{ images: [{ image: 'https://x.example/a%20b.png' }] }],
		});
	});

	const form = {
		content: 'messageCard',
		messageCardFrom: 'form',
		title: '={{ $json.title }}',
		sections: values({
			activityTitle: '**Ada**',
			facts: values({ name: 'From', value: '={{ $json.from }}' }),
			images: values({ url: 'https://example.com/a.png', title: 'A' }),
		}),
	};
	const decline = {
		kind: 'HttpPOST',
		name: 'Decline',
		url: 'https://example.com/decline',
		bodyFrom: 'inputs',
		fields: values({ name: 'request', value: '={{ $json.id }}' }),
		inputs: values({ kind: 'TextInput', id: 'why', title: 'Why', isMultiline: true }),
	};
	const leave = { title: 'Leave 88', from: '2 *Nov*', id: 88 };

	it('come from a form, to a connector as they are', async () => {
		const { output } = await run(
			{ ...form, themeColor: '#0B6A0B', messageCardActions: values(decline), options: { summary: 'S' } },
			[leave],
			teams.connectorUrl,
		);
		expect(output[0]?.json).toMatchObject({ outcome: 'delivered' });
		expect(teams.messages().at(-1)?.attachments[0]).toMatchObject({
			'@type': 'MessageCard',
			summary: 'S',
			themeColor: '0B6A0B',
			title: 'Leave 88',
			sections: [
				{
					activityTitle: '**Ada**',
					facts: [{ name: 'From', value: '2 \\*Nov\\*' }],
					images: [{ image: 'https://example.com/a.png', title: 'A' }],
				},
			],
			potentialAction: [
				{
					'@type': 'ActionCard',
					inputs: [{ '@type': 'TextInput', id: 'why', isMultiline: true }],
					actions: [{ body: 'request=88&why={{why.value}}', bodyContentType: 'application/x-www-form-urlencoded' }],
				},
			],
		});
	});

	it('come from a form, to Workflows as Adaptive Cards', async () => {
		const { output, cards } = await run(
			{
				...form,
				messageCardActions: values({ kind: 'OpenUri', name: 'Open', url: 'https://example.com/88' }, decline),
			},
			[leave],
		);
		expect(cards[0]).toMatchObject({
			type: 'AdaptiveCard',
			body: [{ text: 'Leave 88' }, { items: [{ text: '**Ada**' }, { type: 'FactSet' }, { type: 'Image' }] }],
			actions: [{ type: 'Action.OpenUrl', url: 'https://example.com/88' }],
		});
		expect(output[0]?.json).toMatchObject({
			outcome: 'accepted',
			warnings: [expect.stringContaining('[message-card-lost]'), expect.stringContaining('[message-card-lost]')],
		});
	});

	it.each([
		[{ ...form, title: '', sections: {} }, 'card-empty'],
		[{ ...form, messageCardFrom: 'paper' }, 'option-invalid'],
	])('from a form are refused: %#', async (parameters, code) => {
		expect((await run(parameters)).output[0]?.json).toMatchObject({ details: { code } });
	});

	it.each([
		['{"type":"AdaptiveCard"}', {}, 'card-not-a-card'],
		['[]', {}, 'card-not-a-card'],
		['{"attachments":[{"text":"x"}]}', {}, 'card-not-a-card'],
		['[{"@type":"MessageCard","text":"x"},{"@type":"MessageCard","text":"y"}]', {}, 'card-not-a-card'],
		['{"text":"x"}', values({ kind: 'OpenUri', name: '', url: 'https://example.com' }), 'message-card-action-invalid'],
	])('refuse %s with actions %j: %s', async (json, actions, code) => {
		expect(
			(await run({ content: 'messageCard', messageCardJson: json, messageCardActions: actions })).output[0]?.json,
		).toMatchObject({ details: { code } });
	});
});

describe('size', () => {
	it('splits a message into numbered posts', async () => {
		const { output, cards } = await run({
			text: Array.from({ length: 5_000 }, (_, index) => `line ${index}`).join('\n'),
			options: { onTooLarge: 'split' },
		});
		expect(output[0]?.json).toMatchObject({ outcome: 'accepted', parts: cards.length, partsSent: cards.length });
		expect(cards.length).toBeGreaterThan(1);
	});

	it('fails where that is wanted, before anything is sent', async () => {
		const { output, cards } = await run({ text: 'x'.repeat(40_000), options: { onTooLarge: 'fail' } });
		expect(output[0]?.json).toMatchObject({ details: { code: 'card-too-large', outcome: 'notSent' } });
		expect(cards).toEqual([]);
	});

	it('shortens by default, so that the alert arrives', async () => {
		const { output, cards } = await run({ text: 'ж'.repeat(40_000) });
		expect(output[0]?.json).toMatchObject({
			outcome: 'accepted',
			warnings: [expect.stringContaining('[card-shortened]'), expect.stringContaining('[content-cut]')],
		});
		expect(JSON.stringify(cards)).toMatch(/ж{4000,}…/);
	});
});

it.each([600, 10_000])('refuses a card of %i levels with a clear error', async (levels) => {
	const cardJson = `{"type":"AdaptiveCard","version":"1.4","body":[${'{"type":"Container","items":['.repeat(levels)}${']}'.repeat(levels)}]}`;
	const { output, cards } = await run({ content: 'adaptiveCard', cardJson });
	expect(output[0]?.json).toMatchObject({
		error: expect.stringContaining('nested deeper than 500 levels') as string,
		details: { code: 'card-too-large' },
	});
	expect(cards).toEqual([]);
});

describe('validate', () => {
	const validate = async (parameters: IDataObject, items: readonly IDataObject[] = [{}]) =>
		await run({ resource: 'card', operation: 'validate', ...parameters }, items);

	it('gives the finished message, its size, the findings and previews, and sends nothing', async () => {
		const { output, cards } = await validate({
			content: 'adaptiveCard',
			cardJson: { type: 'AdaptiveCard', version: '1.6', body: [{ type: 'TextBlock', text: 'Hi <script>' }] },
		});
		expect(cards).toEqual([]);
		expect(output[0]?.json).toMatchObject({
			valid: false,
			target: 'workflows',
			parts: 1,
			maxBytes: 28672,
			findings: [{ severity: 'error', code: 'card-version-too-high', path: 'version' }],
			message: { type: 'message', attachments: [{ content: { version: '1.6' } }] },
		});
		expect(output[0]?.json.bytes).toBe(Buffer.byteLength(JSON.stringify(output[0]?.json.message)));
		expect(output[0]?.json.countedBytes).toBeGreaterThan(Number(output[0]?.json.bytes));
		expect(
			Object.fromEntries(
				Object.entries(output[0]?.binary ?? {}).map(([name, { mimeType, fileName }]) => [name, [mimeType, fileName]]),
			),
		).toEqual({ preview: ['text/markdown', 'preview.md'], html: ['text/html', 'preview.html'] });
		expect(Buffer.from(output[0]?.binary?.html?.data ?? '', 'base64').toString()).toContain('&lt;script&gt;');
	});

	it('says that a good card is valid, for every place', async () => {
		for (const target of ['workflows', 'connector', 'reply']) {
			const { output } = await validate({ content: 'card', title: 'x', target });
			expect(output[0]?.json).toMatchObject({ valid: true, target, findings: [] });
		}
		expect((await validate({ content: 'card', title: 'x', target: 'mail' })).output[0]?.json).toMatchObject({
			details: { code: 'option-invalid' },
		});
	});

	describe('for Outlook', () => {
		const card = {
			content: 'messageCard',
			messageCardFrom: 'form',
			target: 'outlook',
			title: '={{ $json.title }}',
			messageCardEmail: {
				originator: '11111111-2222-4333-8444-555555555555',
				expectedActors: 'ada@example.com; bo@example.com',
				hideOriginalBody: true,
			},
		};

		it('gives the HTML of an email that holds the card', async () => {
			const { output } = await validate({ ...card, options: { summary: 'S' } }, [{ title: '</script><b>x' }]);
			const { emailHtml, ...others } = output[0]?.json as { emailHtml: string };
			expect(others).toMatchObject({
				valid: true,
				target: 'outlook',
				bytes: Buffer.byteLength(emailHtml),
				maxBytes: null,
				parts: 1,
				findings: [],
				message: {
					summary: 'S',
					title: '</script><b>x',
					expectedActors: ['ada@example.com', 'bo@example.com'],
					hideOriginalBody: true,
				},
			});
			expect(JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(emailHtml)?.[1] ?? '')).toEqual(
				(others as { message?: unknown }).message,
			);
			expect(emailHtml).toContain('<body><p><strong>&lt;/script&gt;&lt;b&gt;x</strong></p></body>');
			expect(Object.keys(output[0]?.binary ?? {})).toEqual(['preview', 'html']);
		});

		it('takes a body of its own, and finds what an email needs', async () => {
			const { output } = await validate({ ...card, emailBody: '<p>{{ own }}</p>', messageCardEmail: {} }, [
				{ title: 'x' },
			]);
			expect(output[0]?.json).toMatchObject({
				valid: true,
				emailHtml: expect.stringContaining('<body><p>{{ own }}</p></body>') as string,
				findings: [{ code: 'email-originator-missing' }],
			});
		});

		it('takes exactly one card', async () => {
			expect((await validate({ target: 'outlook', text: 'x' })).output[0]?.json).toMatchObject({
				details: { code: 'email-one-card' },
			});
			expect(
				(await validate({ ...card, items: 'together' }, [{ title: 'a' }, { title: 'b' }])).output[0]?.json,
			).toMatchObject({ details: { code: 'email-one-card' } });
		});
	});

	it('shows the parts of a message that would be split', async () => {
		const { output } = await validate({
			text: Array.from({ length: 5_000 }, () => 'line').join('\n'),
			options: { onTooLarge: 'split' },
		});
		expect((output[0]?.json.messages as unknown[]).length).toBe(output[0]?.json.parts);
	});
});

describe('a reply', () => {
	it('answers with one card of all items, or a card for each', async () => {
		const reply = async (parameters: IDataObject) =>
			(
				await runWorkflow({
					items: [{ ...mentionItem(), n: 1 }, { n: 2 }],
					actions: [
						{
							parameters: {
								operation: 'reply',
								content: 'card',
								facts: values({ title: 'n', value: '={{ $json.n }}' }),
								...parameters,
							},
						},
					],
					withTrigger: true,
				})
			).replies as Array<{ attachments: unknown[] }>;
		expect((await reply({}))[0]?.attachments).toMatchObject([
			{ content: { body: [{ facts: [{ value: '1' }, { value: '2' }] }] } },
		]);
		expect((await reply({ items: 'each' }))[0]?.attachments).toHaveLength(2);
	});
});

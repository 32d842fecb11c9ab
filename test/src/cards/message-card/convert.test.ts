import type { Finding } from '../../../../src/cards/finding';
import type { Attachment } from '../../../../src/cards/message';

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import draft6 from 'ajv/dist/refs/json-schema-draft-06.json';
import fc from 'fast-check';

import { convertMessageCard } from '../../../../src/cards/message-card/convert';
import { styleOfColor } from '../../../../src/cards/message-card/theme-color';
import schema from '../../../fixtures/adaptive-card-1.4.schema.json';
import { ROOT } from '../../../support/root';

/** Its `main` cannot be loaded by Node; the bundle beside it can. */
const renderer = jest.requireActual<typeof import('adaptivecards')>('adaptivecards/dist/adaptivecards');

const VECTORS = join(ROOT, 'test', 'vectors', 'cards');

interface Vector {
	readonly kind: 'messageCard';
	readonly title: string;
	readonly messageCard: Readonly<Record<string, unknown>>;
	readonly card: unknown;
	readonly findings: ReadonlyArray<Pick<Finding, 'code' | 'path'>>;
}

const vectors = readdirSync(VECTORS)
	.filter((name) => name.startsWith('message-card-') && name.endsWith('.json'))
	.map((name) => ({ name, ...(JSON.parse(readFileSync(join(VECTORS, name), 'utf8')) as Vector) }));

const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addMetaSchema(draft6);
ajv.addFormat('uri', true);
ajv.addFormat('uri-reference', true);
const isCard = ajv.compile(schema);

const convert = (card: unknown) => convertMessageCard(card as Record<string, unknown>, { fullWidth: true });

/** What the official renderer complains of in a card. */
function complaints({ content }: Attachment): string[] {
	const context = new renderer.SerializationContext();
	const card = new renderer.AdaptiveCard();
	// Teams shows six where the renderer of its own accord allows five (teams.md H.2).
	card.hostConfig = new renderer.HostConfig({ actions: { maxActions: 6 } });
	card.parse(JSON.parse(JSON.stringify(content)), context);
	const { validationEvents } = card.validateProperties();
	const parsing = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
	return [...parsing, ...validationEvents.map(({ message }) => message)];
}

/** The schema knows no `msteams`, which Teams adds (teams.md H.4). Its enums are in lower case, as our cards write them. */
function schemaComplaints({ content }: Attachment): unknown {
	const plain: unknown = JSON.parse(
		JSON.stringify(content, (name, value: unknown) => (name === 'msteams' ? undefined : value)),
	);
	return isCard(plain) ? [] : ajv.errorsText(isCard.errors);
}

it('has enough vectors', () => {
	expect(vectors.length).toBeGreaterThanOrEqual(24);
});

it.each(vectors)('$name: $title', ({ messageCard, card, findings }) => {
	const before = JSON.stringify(messageCard);
	const converted = convert(messageCard);
	expect(converted.attachment).toEqual({ contentType: 'application/vnd.microsoft.card.adaptive', content: card });
	expect(converted.findings.map(({ code, path }) => ({ code, path }))).toEqual(findings);
	expect(
		converted.findings.every(
			({ severity, message, fix }) => severity === 'warning' && message.endsWith('.') && fix !== '',
		),
	).toBe(true);
	expect(JSON.stringify(messageCard)).toBe(before);
	expect(complaints(converted.attachment)).toEqual([]);
	expect(schemaComplaints(converted.attachment)).toEqual([]);
});

it('leaves the width to the client where the card shall not be wide', () => {
	expect(convertMessageCard({ title: 'x' }, { fullWidth: false }).attachment.content?.msteams).toBeUndefined();
	expect(convertMessageCard({ title: 'x' }, { fullWidth: true }).attachment.content?.msteams).toEqual({
		width: 'Full',
	});
});

it.each([
	['FF0000', 'attention'],
	['#E81123', 'attention'],
	['FF4500', 'attention'],
	['FFD700', 'warning'],
	['FF8C00', 'warning'],
	['0f0', 'good'],
	['107C10', 'good'],
	['0078D7', 'accent'],
	['6264A7', 'accent'],
	['ff0076D7', 'attention'],
	['000000', 'default'],
	['FFFFFF', 'default'],
	['7A7878', 'default'],
	['12345', undefined],
	['##fff', undefined],
	['', undefined],
])('takes the colour %j for %s', (color, style) => {
	expect(styleOfColor(color)).toBe(style);
});

const url = fc.webUrl({ validSchemes: ['http', 'https'], withQueryParameters: true });
const otherUrl = fc.constantFrom('/relative', 'mailto:a@example.com', 'javascript:alert(1)', '', 'x', null, 5);
const openUri = fc.record({
	'@type': fc.constant('OpenUri'),
	name: fc.string(),
	targets: fc.array(
		fc.record({
			os: fc.constantFrom('default', 'iOS', 'android'),
			uri: fc.oneof({ weight: 3, arbitrary: url }, { weight: 1, arbitrary: otherUrl }),
		}),
		{ maxLength: 3 },
	),
});
const post = fc.record({ '@type': fc.constant('HttpPOST'), name: fc.string(), target: url });
const actionCard = fc.record({
	'@type': fc.constant('ActionCard'),
	name: fc.string(),
	inputs: fc.array(fc.record({ '@type': fc.constant('TextInput'), id: fc.string() }), { maxLength: 2 }),
	actions: fc.array(fc.oneof(openUri, post), { maxLength: 3 }),
});
const actions = fc.array(fc.oneof(openUri, post, actionCard), { maxLength: 9 });
const cards = fc.record({
	title: fc.string(),
	text: fc.string(),
	sections: fc.array(
		fc.record({ title: fc.string(), markdown: fc.boolean(), text: fc.string(), potentialAction: actions }),
		{ maxLength: 3 },
	),
	potentialAction: actions,
});

interface Action {
	readonly '@type': string;
	readonly targets?: ReadonlyArray<{ readonly os: string; readonly uri: unknown }>;
	readonly actions?: readonly Action[];
}

const isWeb = (uri: unknown) => typeof uri === 'string' && /^https?:/.test(uri);

/** The addresses of the buttons these actions must become: an independent reading of E.3. */
function expectedUrls(list: readonly Action[]): unknown[] {
	return list.flatMap((action) => {
		if (action['@type'] === 'ActionCard') return expectedUrls(action.actions ?? []);
		const web = (action.targets ?? []).filter(({ uri }) => isWeb(uri));
		const chosen = web.find(({ os }) => os === 'default') ?? web[0];
		return chosen === undefined ? [] : [chosen.uri];
	});
}

function buttonUrls(value: unknown): unknown[] {
	if (Array.isArray(value)) return value.flatMap(buttonUrls);
	if (typeof value !== 'object' || value === null) return [];
	const { type, url: address, ...members } = value as Record<string, unknown>;
	return type === 'Action.OpenUrl' ? [address] : Object.values(members).flatMap(buttonUrls);
}

it('keeps every button, in its order, exactly once, in sets Teams shows, and reports each that is lost', () => {
	fc.assert(
		fc.property(cards, (card) => {
			const { attachment, findings } = convert(card);
			const { body, actions: own = [] } = attachment.content as { body: unknown[]; actions?: unknown[] };
			expect([...buttonUrls(body), ...buttonUrls(own)]).toEqual([
				...card.sections.flatMap(({ potentialAction }) => expectedUrls(potentialAction)),
				...expectedUrls(card.potentialAction),
			]);
			expect(JSON.stringify(attachment.content)).not.toMatch(/"actions":\[\]/);
			for (const match of JSON.stringify(attachment.content).matchAll(/"actions":\[[^\]]*\]/g))
				expect(match[0].split('"Action.OpenUrl"').length - 1).toBeLessThanOrEqual(6);
			for (const [index, action] of card.potentialAction.entries()) {
				if (action['@type'] === 'HttpPOST')
					expect(findings).toContainEqual(
						expect.objectContaining({ code: 'message-card-lost', path: `potentialAction[${index}]` }),
					);
			}
		}),
		{ numRuns: 300 },
	);
});

/** A copy in which every list begins with this entry or, without one, with a hole, as a Code node can make it. */
function withFirst(value: unknown, first?: null): unknown {
	if (Array.isArray(value)) {
		const copy: unknown[] = new Array(1).concat(value.map((entry: unknown) => withFirst(entry, first)));
		if (first === null) copy[0] = null;
		return copy;
	}
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withFirst(member, first)]));
}

it('reads a hole in a list as null', () => {
	const viewAction = fc.record({
		'@type': fc.constant('ViewAction'),
		name: fc.string(),
		target: fc.array(fc.oneof(url, otherUrl), { maxLength: 3 }),
	});
	fc.assert(
		fc.property(cards, fc.array(viewAction, { minLength: 1, maxLength: 2 }), (card, views) => {
			const viewed = { ...card, potentialAction: [...card.potentialAction, ...views] };
			expect(convert(withFirst(viewed))).toEqual(convert(withFirst(viewed, null)));
		}),
	);
});

it('makes cards the official renderer parses, of any JSON, and never throws', () => {
	const names = fc.constantFrom(
		'title',
		'text',
		'summary',
		'themeColor',
		'sections',
		'potentialAction',
		'facts',
		'name',
		'value',
		'images',
		'image',
		'heroImage',
		'activityImage',
		'activityTitle',
		'markdown',
		'@type',
		'targets',
		'uri',
		'os',
		'inputs',
		'actions',
		'target',
		'__proto__',
		'x y',
	);
	const leaf = fc.oneof(
		fc.constantFrom(
			'OpenUri',
			'HttpPOST',
			'ActionCard',
			'ViewAction',
			'https://example.com/',
			'default',
			'<b>x</b> <a href="https://example.com">',
			'FF0000',
		),
		fc.string(),
		fc.double(),
		fc.boolean(),
		fc.constant(null),
	);
	const { tree } = fc.letrec((tie) => ({
		tree: fc.oneof(
			{ depthSize: 'medium', withCrossShrink: true },
			leaf,
			fc.array(tie('tree'), { maxLength: 4 }),
			fc.dictionary(names, tie('tree'), { maxKeys: 7 }),
		),
	}));
	fc.assert(
		fc.property(fc.dictionary(names, fc.oneof(tree, fc.jsonValue())), (card) => {
			const { attachment, findings } = convert(JSON.parse(JSON.stringify(card)));
			expect(complaints(attachment)).toEqual([]);
			expect(schemaComplaints(attachment)).toEqual([]);
			expect(findings.every(({ code }) => code === 'message-card-lost')).toBe(true);
		}),
		{ numRuns: 1500 },
	);
});

it('reads large and deep cards in time', () => {
	let deep: unknown = 'x';
	for (let level = 0; level < 5_000; level += 1) deep = { sections: [deep] };
	expect(() => convert(deep)).not.toThrow();
	const wide = { sections: Array.from({ length: 20_000 }, () => ({ text: 'x', potentialAction: [null, 7] })) };
	expect(convert(wide).findings).toHaveLength(20_000);
});

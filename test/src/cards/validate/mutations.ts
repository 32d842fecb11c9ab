import type { FindingCode, MessageTarget } from '../../../../src/cards/finding';

/** A card broken in exactly one way, and the one finding that this must give. */
interface Mutation {
	readonly rule: string;
	readonly code: FindingCode;
	readonly path: string;
	readonly card: unknown;
	/** Part of the fix, where the fix matters. */
	readonly fix?: string;
	/** Where it is found; elsewhere nothing is. Every target when absent. */
	readonly targets?: readonly MessageTarget[];
	/** Where it is an error; elsewhere it is a warning. Nowhere when absent. */
	readonly errors?: readonly MessageTarget[];
}

const ALL: readonly MessageTarget[] = ['workflows', 'connector', 'reply'];

type Json = Readonly<Record<string, unknown>>;

const card = (more: Json): Json => ({ type: 'AdaptiveCard', version: '1.4', ...more });
const body = (...items: readonly unknown[]): Json => card({ body: items });
const text = (more: Json = {}): Json => ({ type: 'TextBlock', text: 'x', ...more });
const actions = (...items: readonly unknown[]): Json => card({ body: [text()], actions: items });
const open = (more: Json = {}): Json => ({
	type: 'Action.OpenUrl',
	title: 'Open',
	url: 'https://example.com',
	...more,
});
const image = (url: string): Json => ({ type: 'Image', url });
const entity = (more: Json = {}, mentioned: Json = {}): Json => ({
	type: 'mention',
	text: '<at>Bo</at>',
	mentioned: { id: 'bo@example.com', name: 'Bo', ...mentioned },
	...more,
});
const mention = (said: string, ...entities: readonly Json[]): Json =>
	card({ body: [text({ text: said })], msteams: { entities } });
const buttons = (count: number): readonly Json[] =>
	Array.from({ length: count }, (_, index) => open({ title: `${index}` }));

const people = (count: number): Json => {
	const entities = Array.from({ length: count }, (_, index) =>
		entity({ text: `<at>P${index}</at>` }, { id: `p${index}@example.com` }),
	);
	return mention(entities.map((one) => String(one.text)).join(' '), ...entities);
};

/** One row for each rule, and for each way to break it that is told apart. */
export const MUTATIONS: readonly Mutation[] = [
	{ rule: 'card is a string', code: 'card-not-object', path: '$', card: '{}', errors: ALL },
	{ rule: 'card is an array', code: 'card-not-object', path: '$', card: [], errors: ALL },
	{ rule: 'card is null', code: 'card-not-object', path: '$', card: null, errors: ALL },
	{
		rule: 'type missing',
		code: 'card-type',
		path: 'type',
		card: { version: '1.4', body: [text()] },
		errors: ['workflows'],
	},
	{
		rule: 'type misspelt',
		code: 'card-type',
		path: 'type',
		card: { type: 'AdaptivCard', version: '1.4', body: [text()] },
		errors: ['workflows'],
	},
	{
		rule: 'a message instead of a card',
		code: 'card-type',
		path: 'type',
		card: { type: 'message', attachments: [] },
		errors: ['workflows'],
	},
	{ rule: 'an empty object', code: 'card-type', path: 'type', card: {}, errors: ['workflows'] },

	{
		rule: 'version missing',
		code: 'card-version-missing',
		path: 'version',
		card: { type: 'AdaptiveCard', body: [] },
		fix: '"version"',
		errors: ['workflows'],
	},
	{
		rule: 'version null',
		code: 'card-version-missing',
		path: 'version',
		card: card({ version: null }),
		errors: ['workflows'],
	},
	{ rule: 'version is a number', code: 'card-version-invalid', path: 'version', card: card({ version: 1.4 }) },
	{ rule: 'version is no version', code: 'card-version-invalid', path: 'version', card: card({ version: 'latest' }) },
	{
		rule: 'version 1.5',
		code: 'card-version-too-high',
		path: 'version',
		card: card({ version: '1.5' }),
		targets: ['workflows'],
		fix: 'Set `version` to 1.4',
		errors: ['workflows'],
	},
	{
		rule: 'version 1.6',
		code: 'card-version-too-high',
		path: 'version',
		card: card({ version: '1.6' }),
		fix: 'Set `version` to 1.',
		errors: ['workflows'],
	},
	{
		rule: 'version 1.5 with a table',
		code: 'card-version-too-high',
		path: 'version',
		card: card({ version: '1.5', body: [{ type: 'Table', rows: [] }] }),
		targets: ['workflows'],
		fix: 'body[0]',
		errors: ['workflows'],
	},

	{
		rule: 'element misspelt',
		code: 'element-unknown',
		path: 'body[0].type',
		card: body({ type: 'TextBlok', text: 'x' }),
		fix: 'Did you mean TextBlock?',
	},
	{
		rule: 'element in lower case',
		code: 'element-unknown',
		path: 'body[0].type',
		card: body({ type: 'textblock', text: 'x' }),
		fix: 'Did you mean TextBlock?',
	},
	{
		rule: 'element without its prefix',
		code: 'element-unknown',
		path: 'body[0].type',
		card: body({ type: 'Text', id: 'x' }),
		fix: 'Did you mean Input.Text?',
	},
	{
		rule: 'element of next year',
		code: 'element-unknown',
		path: 'body[0].items[0].type',
		card: body({ type: 'Container', items: [{ type: 'Hologram', size: 3, items: [{ type: 'Unheard' }] }] }),
		fix: 'left out',
	},
	{ rule: 'element without type', code: 'member-missing', path: 'body[0].type', card: body({ text: 'x' }) },
	{
		rule: 'column misspelt',
		code: 'element-unknown',
		path: 'body[0].columns[0].type',
		card: body({ type: 'ColumnSet', columns: [{ type: 'Colum' }] }),
		fix: 'Did you mean Column?',
	},
	{
		rule: 'text block among columns',
		code: 'element-misplaced',
		path: 'body[0].columns[0].type',
		card: body({ type: 'ColumnSet', columns: [text()] }),
		fix: 'Use Column',
	},
	{
		rule: 'column in the body',
		code: 'element-misplaced',
		path: 'body[0].type',
		card: body({ type: 'Column', items: [] }),
	},
	{ rule: 'action in the body', code: 'element-misplaced', path: 'body[0].type', card: body(open()) },
	{ rule: 'element among the actions', code: 'element-misplaced', path: 'actions[0].type', card: actions(text()) },
	{
		rule: 'show card as select action',
		code: 'element-misplaced',
		path: 'selectAction.type',
		card: card({ selectAction: { type: 'Action.ShowCard', card: { type: 'AdaptiveCard' } } }),
	},
	{
		rule: 'action misspelt',
		code: 'action-unknown',
		path: 'actions[0].type',
		card: actions({ type: 'Action.OpenURL', url: 'https://example.com' }),
		fix: 'Did you mean Action.OpenUrl?',
	},
	{
		rule: 'action without its prefix',
		code: 'action-unknown',
		path: 'actions[0].type',
		card: actions({ type: 'OpenUrl', url: 'https://example.com' }),
		fix: 'Did you mean Action.OpenUrl?',
	},
	{
		rule: 'action of MessageCards',
		code: 'action-unknown',
		path: 'actions[0].type',
		card: actions({ type: 'OpenUri' }),
	},

	{
		rule: 'member misspelt',
		code: 'member-unknown',
		path: 'body[0].wrapp',
		card: body(text({ wrapp: true })),
		fix: 'Did you mean wrap?',
	},
	{
		rule: 'member in another case',
		code: 'member-unknown',
		path: 'body[0].isvisible',
		card: body(text({ isvisible: true })),
		fix: 'Did you mean isVisible?',
	},
	{ rule: 'member of the card unknown', code: 'member-unknown', path: 'summary', card: card({ summary: 'x' }) },
	{
		rule: 'member with a strange name',
		code: 'member-unknown',
		path: 'body[0]["a b"]',
		card: body(text({ 'a b': { type: 'Nothing' } })),
	},
	{
		rule: 'member of a part unknown',
		code: 'member-unknown',
		path: 'body[0].facts[0].name',
		card: body({ type: 'FactSet', facts: [{ title: 'a', value: 'b', name: 'c' }] }),
	},
	{
		rule: 'member of an inner card unknown',
		code: 'member-unknown',
		path: 'actions[0].card.boddy',
		card: actions({ type: 'Action.ShowCard', card: { type: 'AdaptiveCard', boddy: [] } }),
		fix: 'Did you mean body?',
	},

	{ rule: 'text missing', code: 'member-missing', path: 'body[0].text', card: body({ type: 'TextBlock' }) },
	{ rule: 'text null', code: 'member-missing', path: 'body[0].text', card: body(text({ text: null })) },
	{ rule: 'image without url', code: 'member-missing', path: 'body[0].url', card: body({ type: 'Image' }) },
	{
		rule: 'fact without value',
		code: 'member-missing',
		path: 'body[0].facts[1].value',
		card: body({ type: 'FactSet', facts: [{ title: 'a', value: 'b' }, { title: 'c' }] }),
	},
	{ rule: 'input without id', code: 'member-missing', path: 'body[0].id', card: body({ type: 'Input.Text' }) },
	{
		rule: 'open url without url',
		code: 'member-missing',
		path: 'actions[0].url',
		card: actions({ type: 'Action.OpenUrl', title: 'x' }),
	},
	{
		rule: 'toggle without targets',
		code: 'member-missing',
		path: 'actions[0].targetElements',
		card: actions({ type: 'Action.ToggleVisibility' }),
	},
	{ rule: 'container without items', code: 'member-missing', path: 'body[0].items', card: body({ type: 'Container' }) },
	{
		rule: 'entity without who',
		code: 'member-missing',
		path: 'msteams.entities[0].mentioned.id',
		card: mention('<at>Bo</at>', entity({}, { id: undefined })),
	},

	{ rule: 'text is a number', code: 'member-type', path: 'body[0].text', card: body(text({ text: 5 })), fix: 'quotes' },
	{
		rule: 'fact value is a number',
		code: 'member-type',
		path: 'body[0].facts[0].value',
		card: body({ type: 'FactSet', facts: [{ title: 'a', value: 5 }] }),
	},
	{
		rule: 'wrap is a word',
		code: 'member-type',
		path: 'body[0].wrap',
		card: body(text({ wrap: 'yes' })),
		fix: 'true or false',
	},
	{
		rule: 'number in quotes',
		code: 'member-type',
		path: 'body[0].maxLines',
		card: body(text({ maxLines: '2' })),
		fix: 'a number',
	},
	{ rule: 'body is an object', code: 'member-type', path: 'body', card: card({ body: text() }), fix: 'an array' },
	{ rule: 'body holds a string', code: 'member-type', path: 'body[1]', card: body(text(), 'x'), fix: 'an object' },
	{
		rule: 'columns hold an array',
		code: 'member-type',
		path: 'body[0].columns[0]',
		card: body({ type: 'ColumnSet', columns: [[]] }),
	},
	{
		rule: 'select action is an array',
		code: 'member-type',
		path: 'selectAction',
		card: card({ selectAction: [open()] }),
	},
	{ rule: 'text is an object', code: 'member-type', path: 'body[0].text', card: body(text({ text: { a: 1 } })) },

	{
		rule: 'enum value unknown',
		code: 'enum-unknown',
		path: 'body[0].size',
		card: body(text({ size: 'Huge' })),
		fix: 'Use one of Small',
	},
	{
		rule: 'enum value misspelt',
		code: 'enum-unknown',
		path: 'body[0].weight',
		card: body(text({ weight: 'Boldr' })),
		fix: 'Did you mean Bolder?',
	},
	{ rule: 'color by name', code: 'enum-unknown', path: 'body[0].color', card: body(text({ color: '#ff0000' })) },
	{
		rule: 'width of the card unknown',
		code: 'enum-unknown',
		path: 'msteams.width',
		card: card({ msteams: { width: 'wide' } }),
	},
	{
		rule: 'fallback is a word',
		code: 'enum-unknown',
		path: 'body[0].fallback',
		card: body(text({ fallback: 'hide' })),
		fix: 'drop',
	},

	{
		rule: 'table in 1.4',
		code: 'element-too-new',
		path: 'body[0].type',
		card: body({
			type: 'Table',
			firstRowAsHeaders: true,
			rows: [{ type: 'TableRow', style: 'good', cells: [{ type: 'TableCell', items: [text()] }] }],
		}),
	},
	{
		rule: 'carousel without fallback',
		code: 'element-too-new',
		path: 'body[0].type',
		card: body({ type: 'Carousel', timer: 5_000, pages: [] }),
		fix: 'fallback',
	},
	{
		rule: 'image set without images',
		code: 'element-empty',
		path: 'body[0].images',
		card: body({ type: 'ImageSet', images: [] }),
		fix: 'Add images',
	},
	{
		rule: 'fact set without facts',
		code: 'element-empty',
		path: 'body[0].facts',
		card: body({ type: 'FactSet', facts: [] }),
	},
	{
		rule: 'action set without actions',
		code: 'element-empty',
		path: 'body[0].actions',
		card: body({ type: 'ActionSet', actions: [] }),
	},

	{
		rule: 'action set in 1.0',
		code: 'element-too-new',
		path: 'body[0].type',
		card: card({ version: '1.0', body: [{ type: 'ActionSet', actions: [open()] }] }),
		fix: 'Set `version` to 1.2',
	},
	{
		rule: 'heading style in 1.4',
		code: 'member-too-new',
		path: 'body[0].style',
		card: body(text({ style: 'heading' })),
	},
	{
		rule: 'three headings in 1.4',
		code: 'member-too-new',
		path: 'body[0].style',
		card: body(text({ style: 'heading' }), text({ style: 'heading' }), text({ style: 'heading' })),
		fix: 'Remove them',
	},
	{
		rule: 'two tables in 1.4',
		code: 'element-too-new',
		path: 'body[0].type',
		card: body({ type: 'Table', rows: [] }, { type: 'Table', rows: [] }),
		fix: 'to each',
	},
	{ rule: 'tooltip in 1.4', code: 'member-too-new', path: 'actions[0].tooltip', card: actions(open({ tooltip: 'x' })) },
	{
		rule: 'isVisible in 1.1',
		code: 'member-too-new',
		path: 'body[0].isVisible',
		card: card({ version: '1.1', body: [text({ isVisible: false })] }),
		fix: 'Set `version` to 1.2',
	},

	{
		rule: 'submit',
		code: 'action-ignored',
		path: 'actions[0].type',
		card: actions({ type: 'Action.Submit', title: 'x' }),
		fix: 'Action.OpenUrl',
	},
	{
		rule: 'execute',
		code: 'action-ignored',
		path: 'body[0].actions[0].type',
		card: body({ type: 'ActionSet', actions: [{ type: 'Action.Execute', title: 'x' }] }),
	},
	{
		rule: 'http',
		code: 'action-ignored',
		path: 'actions[0].type',
		card: actions({ type: 'Action.Http', title: 'x', url: 'https://example.com', method: 'POST' }),
	},
	{
		rule: 'submit in an inner card',
		code: 'action-ignored',
		path: 'actions[0].card.actions[0].type',
		card: actions({ type: 'Action.ShowCard', card: { type: 'AdaptiveCard', actions: [{ type: 'Action.Submit' }] } }),
	},
	{ rule: 'seven buttons', code: 'actions-too-many', path: 'actions', card: actions(...buttons(7)), fix: 'ActionSet' },
	{
		rule: 'seven buttons in a set',
		code: 'actions-too-many',
		path: 'body[0].actions',
		card: body({ type: 'ActionSet', actions: buttons(7) }),
	},

	{
		rule: 'open url relative',
		code: 'action-url-not-absolute',
		path: 'actions[0].url',
		card: actions(open({ url: '/jobs/1' })),
		errors: ALL,
	},
	{
		rule: 'open url empty',
		code: 'action-url-not-absolute',
		path: 'actions[0].url',
		card: actions(open({ url: '' })),
		errors: ALL,
	},
	{
		rule: 'open url without scheme',
		code: 'action-url-not-absolute',
		path: 'actions[0].url',
		card: actions(open({ url: 'www.example.com/a' })),
		fix: 'Did you mean https://www.example.com/a?',
		errors: ALL,
	},
	{
		rule: 'open url of a host and port',
		code: 'action-url-not-absolute',
		path: 'actions[0].url',
		card: actions(open({ url: 'example.com:8443/a' })),
		errors: ALL,
	},
	{
		rule: 'open url without host',
		code: 'action-url-not-absolute',
		path: 'actions[0].url',
		card: actions(open({ url: 'https:///a' })),
		errors: ALL,
	},
	{
		rule: 'select action relative',
		code: 'action-url-not-absolute',
		path: 'body[0].selectAction.url',
		card: body({ type: 'Container', items: [], selectAction: open({ url: '#top' }) }),
		errors: ALL,
	},
	{ rule: 'image relative', code: 'url-not-absolute', path: 'body[0].url', card: body(image('a.png')) },
	{
		rule: 'image without scheme',
		code: 'url-not-absolute',
		path: 'body[0].url',
		card: body(image('//example.com/a.png')),
	},
	{
		rule: 'media relative',
		code: 'url-not-absolute',
		path: 'body[0].sources[0].url',
		card: body({ type: 'Media', sources: [{ mimeType: 'video/mp4', url: 'a.mp4' }] }),
	},
	{
		rule: 'image over http',
		code: 'url-not-https',
		path: 'body[0].url',
		card: body(image('http://example.com/a.png')),
	},
	{
		rule: 'background over http',
		code: 'url-not-https',
		path: 'backgroundImage',
		card: card({ backgroundImage: 'http://example.com/a.png' }),
	},
	{
		rule: 'background object over http',
		code: 'url-not-https',
		path: 'backgroundImage.url',
		card: card({ backgroundImage: { url: 'http://example.com/a.png' } }),
	},
	{
		rule: 'icon over http',
		code: 'url-not-https',
		path: 'actions[0].iconUrl',
		card: actions(open({ iconUrl: 'http://example.com/a.png' })),
	},
	{
		rule: 'poster over http',
		code: 'url-not-https',
		path: 'body[0].poster',
		card: body({ type: 'Media', poster: 'http://example.com/a.png', sources: [] }),
	},
	{ rule: 'image over ftp', code: 'url-not-https', path: 'body[0].url', card: body(image('ftp://example.com/a.png')) },
	{ rule: 'image from a file', code: 'url-not-https', path: 'body[0].url', card: body(image('file:///a.png')) },
	{
		rule: 'image inside the card',
		code: 'image-data-uri',
		path: 'body[0].url',
		card: body(image('data:image/png;base64,iVBORw0KGgo=')),
	},
	{
		rule: 'icon inside the card',
		code: 'image-data-uri',
		path: 'actions[0].iconUrl',
		card: actions(open({ iconUrl: 'data:image/png;base64,iVBORw0KGgo=' })),
	},

	{ rule: 'id twice', code: 'id-duplicate', path: 'body[1].id', card: body(text({ id: 'a' }), text({ id: 'a' })) },
	{
		rule: 'id of an element and an action',
		code: 'id-duplicate',
		path: 'actions[0].id',
		card: card({ body: [text({ id: 'a' })], actions: [open({ id: 'a' })] }),
	},
	{
		rule: 'toggle of nothing',
		code: 'target-unknown',
		path: 'actions[0].targetElements[0]',
		card: actions({ type: 'Action.ToggleVisibility', targetElements: ['nowhere'] }),
	},
	{
		rule: 'toggle of nothing by object',
		code: 'target-unknown',
		path: 'actions[0].targetElements[0].elementId',
		card: actions({ type: 'Action.ToggleVisibility', targetElements: [{ elementId: 'nowhere' }] }),
	},

	{
		rule: 'tag without entity',
		code: 'mention-without-entity',
		path: 'body[0].text',
		card: mention('Hi <at>Bo</at>'),
		fix: '"type": "mention"',
	},
	{
		rule: 'tag in a fact without entity',
		code: 'mention-without-entity',
		path: 'body[0].facts[0].value',
		card: body({ type: 'FactSet', facts: [{ title: 'a', value: '<at>Bo</at>' }] }),
	},
	{
		rule: 'tag in the title of a fact without entity',
		code: 'mention-without-entity',
		path: 'body[0].facts[0].title',
		card: body({ type: 'FactSet', facts: [{ title: '<at>Bo</at>', value: 'a' }] }),
	},
	{
		rule: 'tag in a run without entity',
		code: 'mention-without-entity',
		path: 'body[0].inlines[0].text',
		card: body({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: '<at>Bo</at>' }] }),
	},
	{
		rule: 'tag in an inline text without entity',
		code: 'mention-without-entity',
		path: 'body[0].inlines[0]',
		card: body({ type: 'RichTextBlock', inlines: ['<at>Bo</at>'] }),
	},
	{
		rule: 'same tag twice without entity',
		code: 'mention-without-entity',
		path: 'body[0].text',
		card: body(text({ text: '<at>Bo</at> <at>Bo</at>' }), text({ text: '<at>Bo</at>' })),
	},
	{
		rule: 'unknown element that holds the tag of an entity',
		code: 'element-unknown',
		path: 'body[0].type',
		card: card({ body: [{ type: 'Hologram', text: '<at>Bo</at>' }], msteams: { entities: [entity()] } }),
	},
	{
		rule: 'template that holds the tag of an entity',
		code: 'template-left',
		path: 'body[0].text',
		card: mention('<at>Bo</at> ${x}', entity()),
	},
	{
		rule: 'entity without tag',
		code: 'mention-without-tag',
		path: 'msteams.entities[0].text',
		card: mention('Hi Bo', entity()),
		fix: 'Put `<at>Bo</at>`',
	},
	{
		rule: 'entity one space off',
		code: 'mention-without-tag',
		path: 'msteams.entities[0].text',
		card: mention('Hi <at>Bo </at>', entity()),
		fix: 'exactly as in body[0].text',
	},
	{
		rule: 'entity in another case',
		code: 'mention-without-tag',
		path: 'msteams.entities[0].text',
		card: mention('Hi <at>bo</at>', entity()),
		fix: 'Write `<at>bo</at>`',
	},
	{
		rule: 'bot mentioned',
		code: 'mention-id-unsupported',
		path: 'msteams.entities[0].mentioned.id',
		card: mention('<at>Bo</at>', entity({}, { id: '28:5d5a7a4e-0000-4000-8000-000000000001' })),
		errors: ALL,
	},
	{
		rule: 'channel mentioned',
		code: 'mention-id-unsupported',
		path: 'msteams.entities[0].mentioned.id',
		card: mention('<at>Bo</at>', entity({}, { id: '19:abc@thread.tacv2' })),
		errors: ALL,
	},
	{
		rule: 'person by bot id',
		code: 'mention-id-unsupported',
		path: 'msteams.entities[0].mentioned.id',
		card: mention('<at>Bo</at>', entity({}, { id: '29:1abc' })),
		errors: ALL,
	},
	{
		rule: 'person by Teams id',
		code: 'mention-id-unsupported',
		path: 'msteams.entities[0].mentioned.id',
		card: mention('<at>Bo</at>', entity({}, { id: '8:orgid:5d5a7a4e-0000-4000-8000-000000000001' })),
		errors: ALL,
	},
	{
		rule: 'tag mentioned',
		code: 'mention-id-unsupported',
		path: 'msteams.entities[0].mentioned.mentionType',
		card: mention('<at>Bo</at>', entity({}, { mentionType: 'tag', id: 'x' })),
		errors: ALL,
	},
	{
		rule: 'entities where Teams is not known to look',
		code: 'member-unknown',
		path: 'msTeams',
		card: card({ body: [text({ text: '<at>Bo</at>' })], msTeams: { width: 'Full', entities: [entity()] } }),
		fix: '`msteams`',
	},
	{
		rule: 'width of msTeams unknown',
		code: 'enum-unknown',
		path: 'msTeams.width',
		card: card({ msTeams: { width: 'wide' } }),
	},
	{ rule: '21 people', code: 'mentions-too-many', path: 'msteams.entities', card: people(21), fix: 'at most 20' },
	{
		rule: 'name instead of id',
		code: 'mention-id-unknown',
		path: 'msteams.entities[0].mentioned.id',
		card: mention('<at>Bo</at>', entity({}, { id: 'Bo Example' })),
	},
	{
		rule: 'half an object id',
		code: 'mention-id-unknown',
		path: 'msteams.entities[0].mentioned.id',
		card: mention('<at>Bo</at>', entity({}, { id: '5d5a7a4e-0000' })),
	},

	{
		rule: 'template in a text',
		code: 'template-left',
		path: 'body[0].text',
		card: body(text({ text: 'Hi ${name}' })),
		fix: 'Card Template',
	},
	{
		rule: 'template instead of an address',
		code: 'template-left',
		path: 'actions[0].url',
		card: actions(open({ url: '${url}' })),
	},
	{
		rule: 'template instead of an enum',
		code: 'template-left',
		path: 'body[0].color',
		card: body(text({ color: "${if(ok, 'good', 'attention')}" })),
	},
	{
		rule: 'template instead of a truth value',
		code: 'template-left',
		path: 'body[0].isVisible',
		card: body(text({ isVisible: '${ok}' })),
	},
	{ rule: 'template instead of a type', code: 'template-left', path: 'body[0].type', card: body({ type: '${kind}' }) },
	{ rule: 'template instead of a version', code: 'template-left', path: 'version', card: card({ version: '${v}' }) },
	{ rule: 'repeated element', code: 'template-left', path: 'body[0].$data', card: body(text({ $data: ['${a}'] })) },
	{ rule: 'condition', code: 'template-left', path: 'body[0].$when', card: body(text({ $when: '${a > 1}' })) },
	{
		rule: 'template in a member that no source describes',
		code: 'template-left',
		path: 'resources.strings.a.defaultValue',
		card: card({ resources: { strings: { a: { defaultValue: '${x}' } } } }),
	},
	{
		rule: 'time function',
		code: 'date-function',
		path: 'body[0].text',
		card: body(text({ text: 'at {{TIME(2026-01-01T00:00:00Z)}}' })),
	},
	{
		rule: 'date function',
		code: 'date-function',
		path: 'body[0].text',
		card: body(text({ text: 'at {{DATE(2026-01-01T00:00:00Z)}}' })),
		fix: 'If everybody has to be able to read them',
	},

	{
		rule: 'too large',
		code: 'card-too-large',
		path: '$',
		card: body(text({ text: 'ä'.repeat(14_336) })),
		errors: ['workflows', 'connector'],
	},
];

/** What a member of a MessageCard takes: a plain value, an image, or a list of objects with their own shape. */
export type MemberShape =
	| 'text'
	| 'flag'
	| 'texts'
	| 'any'
	| 'url'
	| 'image-url'
	| { readonly one: ShapeName }
	| { readonly list: ShapeName; readonly max?: number };

/** The kinds of objects in a MessageCard. Actions and inputs say with `@type` which they are. */
export type ShapeName =
	| 'card'
	| 'section'
	| 'fact'
	| 'image'
	| 'action'
	| 'innerAction'
	| 'target'
	| 'header'
	| 'input'
	| 'choice'
	| 'OpenUri'
	| 'HttpPOST'
	| 'ActionCard'
	| 'ViewAction'
	| 'InvokeAddInCommand';

/** Documented: Teams shows at most 10 sections and drops the others (teams.md E.1, A1 S8). */
const SECTIONS_MAX = 10;

/** Documented: five images in a section (teams.md E.2, S8). */
const IMAGES_MAX = 5;

/**
 * Documented: five actions in a section according to the Teams page, four in one collection according to the Outlook
 * page (teams.md E.1, A1 S8).
 */
const SECTION_ACTIONS_MAX = 5;
const ACTIONS_MAX = 4;

/** `isPrimary` and `style` appear in samples without a definition (teams.md E.3, A8); `@id` in those for bots. */
const EVERY_ACTION = { '@type': 'text', '@id': 'text', name: 'text', isPrimary: 'any', style: 'any' } as const;

/** The members of each kind of object (teams.md E.1 to E.4: message card reference A1 with its public schema, and S8 for what Teams adds). */
export const SHAPES: Readonly<Record<ShapeName, Readonly<Record<string, MemberShape>>>> = {
	card: {
		'@type': 'text',
		'@context': 'text',
		summary: 'text',
		title: 'text',
		text: 'text',
		themeColor: 'text',
		sections: { list: 'section', max: SECTIONS_MAX },
		potentialAction: { list: 'action', max: ACTIONS_MAX },
		correlationId: 'text',
		expectedActors: 'texts',
		originator: 'text',
		hideOriginalBody: 'flag',
	},
	section: {
		title: 'text',
		text: 'text',
		startGroup: 'flag',
		markdown: 'flag',
		activityImage: 'image-url',
		activityImageType: 'text',
		activityTitle: 'text',
		activitySubtitle: 'text',
		activityText: 'text',
		heroImage: { one: 'image' },
		images: { list: 'image', max: IMAGES_MAX },
		facts: { list: 'fact' },
		potentialAction: { list: 'action', max: SECTION_ACTIONS_MAX },
	},
	fact: { name: 'text', value: 'text' },
	image: { image: 'image-url', title: 'text' },
	// The other members of an action depend on its `@type`.
	action: {},
	innerAction: {},
	OpenUri: { ...EVERY_ACTION, targets: { list: 'target' } },
	HttpPOST: { ...EVERY_ACTION, target: 'url', headers: { list: 'header' }, body: 'text', bodyContentType: 'text' },
	ActionCard: { ...EVERY_ACTION, inputs: { list: 'input' }, actions: { list: 'innerAction', max: ACTIONS_MAX } },
	ViewAction: { ...EVERY_ACTION, target: 'any' },
	// Outlook only (teams.md E.3).
	InvokeAddInCommand: { ...EVERY_ACTION, addInId: 'text', desktopCommandId: 'text', initializationContext: 'any' },
	target: { os: 'text', uri: 'url' },
	header: { name: 'text', value: 'text' },
	input: {
		'@type': 'text',
		id: 'text',
		title: 'text',
		value: 'text',
		isRequired: 'flag',
		isMultiline: 'flag',
		maxLength: 'any',
		includeTime: 'flag',
		choices: { list: 'choice' },
		isMultiSelect: 'flag',
		style: 'any',
	},
	choice: { display: 'text', value: 'text' },
};

/** Which `@type` is allowed where: an ActionCard cannot contain another one (teams.md E.3). */
export const TYPES_OF: Readonly<Partial<Record<ShapeName, ReadonlyMap<unknown, ShapeName>>>> = {
	action: new Map([
		['OpenUri', 'OpenUri'],
		['HttpPOST', 'HttpPOST'],
		['ActionCard', 'ActionCard'],
		['ViewAction', 'ViewAction'],
	]),
	innerAction: new Map([
		['OpenUri', 'OpenUri'],
		['HttpPOST', 'HttpPOST'],
	]),
	input: new Map([
		['TextInput', 'input'],
		['DateInput', 'input'],
		['MultichoiceInput', 'input'],
	]),
};

/** The path of a member of the object at `path`. */
export function memberPath(path: string, name: string): string {
	const step = /^[A-Za-z_@$][\w@$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
	return path === '$' ? step.replace(/^\./, '') : path + step;
}

import type { CardMember, CardModel } from './model';

/** A correction where both sources are silent, or stricter than Adaptive Cards itself; each row says why. */
interface Correction {
	readonly type: RegExp;
	readonly member: string;
	readonly change: Partial<Pick<CardMember, 'required' | 'words' | 'since'>>;
	readonly why: string;
}

const CORRECTIONS: readonly Correction[] = [
	{
		type: /^AdaptiveCard$/,
		member: 'body',
		change: { required: false },
		why: 'The schema of 1.x takes cards of actions only, and inner cards of Action.ShowCard.',
	},
	{
		type: /^AdaptiveCard$/,
		member: 'version',
		change: { words: ['any'] },
		why: 'A rule of its own knows what each target takes.',
	},
	{
		type: /^(?:Column|TableCell)$/,
		member: 'items',
		change: { required: false },
		why: 'An empty column or cell is a usual spacer; the renderer draws it.',
	},
	{
		type: /^Input\.ChoiceSet$/,
		member: 'choices',
		change: { required: false },
		why: 'choices.data takes their place.',
	},
	{
		type: /^Input\./,
		member: 'id',
		change: { required: true },
		why: 'teams.cards: "Input elements must have an id"; AdaptiveCards for .NET refuses inputs without.',
	},
	{
		type: /^Input\.(?!Rating$)/,
		member: 'labelWidth',
		change: { words: ['string', 'number'] },
		why: 'The renderer parses it by hand: pixels as text, a weight as a number.',
	},
	{ type: /^RichTextBlock$/, member: 'inlines', change: { required: true }, why: 'Required in the schema of 1.2.' },
	{ type: /^Media$/, member: 'sources', change: { required: true }, why: 'Required in the schema of 1.1.' },
	{ type: /^MediaSource$/, member: 'url', change: { required: true }, why: 'Required in the schema of 1.1.' },
	{
		type: /^Action\.ToggleVisibility$/,
		member: 'targetElements',
		change: { required: true },
		why: 'Required in the schema of 1.2.',
	},
	{
		type: /^Action\./,
		member: 'role',
		change: { since: '1.5' },
		why: 'The renderer says 1.6; samples/v1.5/Scenarios/InputsWithValidation.json of microsoft/AdaptiveCards uses it.',
	},
	{ type: /^ThemedUrl$/, member: 'url', change: { words: ['image'] }, why: 'Used for images and icons only.' },
	{
		type: /^mention$/,
		member: 'text',
		change: { required: true },
		why: 'teams.md H.4: the text must match the tag (S9).',
	},
	{ type: /^mention$/, member: 'mentioned', change: { required: true }, why: 'teams.md H.4: says who is meant (S9).' },
	{ type: /^MentionedEntity$/, member: 'id', change: { required: true }, why: 'teams.md H.4: says who is meant (S9).' },
];

/** Documented in addition to the names in the types: teams.md H.5 lists the languages of CodeBlock (S9). */
const MORE_VALUES: ReadonlyArray<{ readonly name: string; readonly values: readonly string[] }> = [
	{ name: 'CodeLanguage', values: ['C++', 'C#', 'VB.NET', 'Objective-C'] },
];

/** Applies the corrections; a row that fits nothing is an error, so that none outlives its reason. */
export function correct(model: CardModel): void {
	for (const { type, member, change } of CORRECTIONS) {
		const fitting = [...model.types.values()].filter((one) => type.test(one.key) && one.members.has(member));
		if (fitting.length === 0) throw new Error(`No type fits the correction of ${String(type)}.${member}`);
		for (const one of fitting)
			model.types.set(one.key, {
				...one,
				members: new Map(
					[...one.members].map(([name, known]) => [name, name === member ? { ...known, ...change } : known]),
				),
			});
	}
	for (const { name, values } of MORE_VALUES) model.enums.set(name, [...(model.enums.get(name) ?? []), ...values]);
}

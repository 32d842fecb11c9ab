import type { Content } from '../../src/cards/content';

/** Chooses, always the same for one seed. */
export interface Dice {
	/** A whole number below `end`. */
	below(end: number): number;
	/** True once in `times`. */
	once(times: number): boolean;
	pick<Value>(values: readonly Value[]): Value;
	many<Value>(most: number, make: (index: number) => Value): Value[];
}

/** Dice of a seed (mulberry32). */
export function diceOf(seed: number): Dice {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
	const below = (end: number) => Math.floor(next() * end);
	return {
		below,
		once: (times) => below(times) === 0,
		pick: (values) => values[below(values.length)] as (typeof values)[number],
		many: (most, make) => Array.from({ length: below(most + 1) }, (_, index) => make(index)),
	};
}

/** Texts of which every word is known: `k7_3q` is the fourth word of the eighth text. */
export class Marked {
	private texts = 0;
	/** What must not be cut in two, by its word. */
	readonly wholes = new Map<string, string>();
	readonly people: string[] = [];

	constructor(private readonly dice: Dice) {}

	/** One word. */
	word(): string {
		return `k${this.texts++}_0q`;
	}

	/** Words, links, mentions, emoji, escapes and what else people and programs write. */
	text(words: number): string {
		const id = this.texts++;
		return Array.from({ length: words }, (_, index) => this.piece(`k${id}_${index}q`)).join(
			this.dice.pick([' ', ' ', ' ', '\n', '\n\n', ' — ', '\t']),
		);
	}

	private piece(word: string): string {
		const made = this.shape(word);
		if (made !== word) this.wholes.set(word, made);
		return made;
	}

	private shape(word: string): string {
		switch (this.dice.below(14)) {
			case 0:
				return `[${word}](https://x.example/a_(b)?q=1)`;
			case 1:
				return `[two \\] words ${word}](https://x.example)`;
			case 2:
				this.people.push(`<at>Ada ${word}</at>`);
				return `<at>Ada ${word}</at>`;
			case 3:
				return `${word}👨‍👩‍👧‍👦`;
			case 4:
				return `\\*${word}\\_`;
			case 5:
				return `&lt;${word}&gt;`;
			case 6:
				return `${word}"'\\\\`;
			case 7:
				return `漢字жé${word}`;
			default:
				return word;
		}
	}
}

type Make = (depth: number) => object;

const VERSIONS = ['1.0', '1.1', '1.2', '1.3', '1.4', '1.5'] as const;

/** A message of texts and cards of any kind, now and then large in one place, in many, or in all. */
export function randomContent(seed: number): { readonly content: Content; readonly marked: Marked } {
	const dice = diceOf(seed);
	const marked = new Marked(dice);
	const make = elementsOf(dice, marked);
	const cards = dice.pick([1, 1, 1, 2, 3]);
	const attachments = Array.from({ length: cards }, () => (dice.once(4) ? messageCard(dice, marked) : make.card()));
	const content: Content = {
		...(dice.once(4) ? { text: marked.text(1 + dice.below(dice.pick([3, 30, 400]))) } : {}),
		...(dice.once(5) ? { summary: marked.text(1 + dice.below(dice.pick([3, 200]))) } : {}),
		attachments: dice.once(12) ? [] : attachments,
		fullWidth: dice.once(2),
	};
	return {
		content:
			content.attachments.length === 0 && content.text === undefined ? { ...content, text: marked.text(3) } : content,
		marked,
	};
}

function wordsOf(dice: Dice): number {
	return 1 + dice.below(dice.pick([2, 2, 6, 6, 6, 30, 30, 150]));
}

function dataUri(dice: Dice, marked: Marked): string {
	return dice.once(4)
		? `data:image/png;base64,${marked.word()}${'A'.repeat(dice.below(dice.pick([200, 3_000, 40_000])))}`
		: `https://x.example/${marked.word()}.png`;
}

function elementsOf(dice: Dice, marked: Marked): { readonly card: () => Content['attachments'][number] } {
	let ids: string[] = [];
	let cards = 0;
	const newId = () => {
		const id = `id${cards}-${ids.length}`;
		ids.push(id);
		return id;
	};
	const withId = () => (dice.once(5) ? { id: newId() } : {});
	const text = () => ({
		type: 'TextBlock',
		text: marked.text(wordsOf(dice)),
		...(dice.once(3) ? { wrap: true } : {}),
		...(dice.once(6) ? { weight: 'Bolder' } : {}),
		...withId(),
	});
	const image = () => ({ type: 'Image', url: dataUri(dice, marked), altText: marked.word(), ...withId() });
	const link = () => ({
		type: 'Action.OpenUrl',
		title: marked.text(2),
		url: `https://x.example/${marked.word()}${dice.once(9) ? `?${'q'.repeat(dice.below(5_000))}` : ''}`,
	});
	const toggle = () => ({
		type: 'Action.ToggleVisibility',
		title: marked.word(),
		targetElements: dice.many(2, () =>
			dice.once(2)
				? `id${cards}-${dice.below(ids.length + 2)}`
				: { elementId: `id${cards}-${dice.below(ids.length + 2)}`, isVisible: true },
		),
	});
	const action: Make = (depth) =>
		depth < 2 && dice.once(6)
			? { type: 'Action.ShowCard', title: marked.word(), card: { type: 'AdaptiveCard', body: list(depth + 1, 3) } }
			: dice.once(3)
				? toggle()
				: dice.once(3)
					? {
							type: 'Action.Submit',
							title: marked.word(),
							data: { a: marked.word(), b: 'x'.repeat(dice.below(dice.pick([10, 10, 4_000]))) },
						}
					: link();
	const input = () =>
		dice.pick<() => object>([
			() => ({
				type: 'Input.Text',
				id: newId(),
				label: marked.text(2),
				placeholder: marked.word(),
				value: marked.text(2),
			}),
			() => ({
				type: 'Input.ChoiceSet',
				id: newId(),
				choices: dice.many(dice.pick([3, 60]), () => ({ title: marked.word(), value: marked.word() })),
			}),
			() => ({ type: 'Input.Toggle', id: newId(), title: marked.word(), value: 'true' }),
		])();
	const column: Make = (depth) => ({
		type: 'Column',
		...(dice.once(3) ? { width: 'stretch' } : {}),
		items: list(depth + 1, 3),
	});
	const kinds: readonly Make[] = [
		text,
		text,
		text,
		image,
		input,
		() => ({
			type: 'FactSet',
			facts: dice.many(dice.pick([3, 3, 40]), () => ({ title: marked.word(), value: marked.text(wordsOf(dice)) })),
		}),
		() => ({ type: 'ImageSet', images: dice.many(4, image) }),
		() => ({
			type: 'RichTextBlock',
			inlines: dice.many(6, () =>
				dice.once(2) ? marked.text(wordsOf(dice)) : { type: 'TextRun', text: marked.text(wordsOf(dice)) },
			),
		}),
		() => ({ type: 'CodeBlock', codeSnippet: marked.text(wordsOf(dice)) }),
		(depth) => ({ type: 'ActionSet', actions: dice.many(9, () => action(depth)) }),
		(depth) => ({
			type: 'Container',
			...withId(),
			...(dice.once(5) ? { selectAction: link() } : {}),
			...(dice.once(9) ? { backgroundImage: dataUri(dice, marked) } : {}),
			items: list(depth + 1, 4),
		}),
		(depth) => ({ type: 'ColumnSet', columns: dice.many(3, () => column(depth)) }),
		(depth) => ({
			type: 'Table',
			columns: [{ width: 1 }, { width: 2 }],
			rows: dice.many(dice.pick([3, 3, 15]), () => ({
				type: 'TableRow',
				cells: [0, 1].map(() => ({
					type: 'TableCell',
					items: [dice.once(9) ? { type: 'Container', items: list(depth + 1, 2) } : text()],
				})),
			})),
		}),
		() => ({
			type: `Chart.${dice.pick(['Pie', 'Future'])}`,
			title: marked.word(),
			data: dice.many(dice.pick([3, 300]), (index) => ({ value: index })),
		}),
	];
	function list(depth: number, most: number): object[] {
		return dice.many(most, () => (depth > 3 ? text() : dice.pick(kinds)(depth)));
	}
	const card = () => {
		ids = [];
		cards += 1;
		const many = dice.once(8);
		const body = many
			? dice.many(
					120,
					dice.pick<() => object>([
						text,
						() => ({
							type: 'ColumnSet',
							columns: [{ type: 'Column', items: [{ type: 'TextBlock', text: marked.text(2) }] }],
						}),
					]),
				)
			: list(0, 7);
		const heading = dice.once(3)
			? [{ type: 'TextBlock', text: marked.text(dice.pick([2, 2, 500])), size: 'Large', weight: 'Bolder' }]
			: [];
		const content = {
			type: 'AdaptiveCard',
			version: dice.pick(VERSIONS),
			...(dice.once(9) ? { backgroundImage: dataUri(dice, marked) } : {}),
			...(dice.once(6) ? { fallbackText: marked.text(wordsOf(dice)) } : {}),
			...(dice.once(9) ? { speak: marked.text(wordsOf(dice)) } : {}),
			body: [...heading, ...body],
			...(dice.once(2) ? { actions: dice.many(8, () => action(0)) } : {}),
		};
		const written = JSON.stringify(content);
		const people = marked.people.filter((tag) => written.includes(tag)).slice(0, 3);
		const msteams =
			people.length === 0 || dice.once(4)
				? {}
				: {
						msteams: {
							width: 'Full',
							entities: people.map((tag) => ({
								type: 'mention',
								text: tag,
								mentioned: { id: 'ada@example.com', name: tag.slice(4, -5) },
							})),
						},
					};
		return { contentType: 'application/vnd.microsoft.card.adaptive', content: { ...content, ...msteams } };
	};
	return { card };
}

function messageCard(dice: Dice, marked: Marked): Content['attachments'][number] {
	const facts = () => dice.many(dice.pick([3, 40]), () => ({ name: marked.word(), value: marked.text(wordsOf(dice)) }));
	const section = () => ({
		activityTitle: marked.text(2),
		...(dice.once(3) ? { activityImage: dataUri(dice, marked) } : {}),
		...(dice.once(2) ? { text: marked.text(wordsOf(dice)) } : {}),
		facts: facts(),
		...(dice.once(4) ? { images: dice.many(3, () => ({ image: dataUri(dice, marked), title: marked.word() })) } : {}),
	});
	return {
		contentType: 'application/vnd.microsoft.teams.card.o365connector',
		content: {
			'@type': 'MessageCard',
			...(dice.once(4) ? {} : { title: marked.text(dice.pick([2, 2, 400])) }),
			summary: marked.text(wordsOf(dice)),
			...(dice.once(3) ? {} : { text: marked.text(wordsOf(dice)) }),
			...(dice.once(3) ? { sections: dice.many(dice.pick([2, 30]), section) } : {}),
			...(dice.once(3)
				? {
						potentialAction: dice.many(4, () => ({
							'@type': 'OpenUri',
							name: marked.word(),
							targets: [{ os: 'default', uri: `https://x.example/${marked.word()}` }],
						})),
					}
				: {}),
		},
	};
}

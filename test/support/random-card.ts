import type { Content } from '../../src/cards/content';

/** Chooses, always the same for one seed. */
interface Dice {
	/** A whole number below `end`. */
	below(end: number): number;
	/** True once in `times`. */
	once(times: number): boolean;
	pick<Value>(values: readonly Value[]): Value;
	many<Value>(most: number, make: (index: number) => Value): Value[];
}

/** Dice of a seed (mulberry32). */
function diceOf(seed: number): Dice {
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

/** Texts whose words are all known: `k7_3q` is the fourth word of the eighth text. */
class Marked {
	private texts = 0;
	/** What must not be cut in two, by its word. */
	readonly wholes = new Map<string, string>();
	readonly people: string[] = [];

	constructor(private readonly dice: Dice) {}

	/** One word. */
	word(): string {
		return `k${this.texts++}_0q`;
	}

	/** Words, links, mentions, emoji, escapes and whatever else people and programs write. */
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
	const make = new CardMaker(dice, marked);
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

/** Makes cards; ids are counted within one card, so that its toggles find most of them. */
class CardMaker {
	private ids: string[] = [];

	private cards = 0;

	constructor(
		private readonly dice: Dice,
		private readonly marked: Marked,
	) {}

	card(): Content['attachments'][number] {
		const { dice, marked } = this;
		this.ids = [];
		this.cards += 1;
		const body = dice.once(8) ? this.manyRows() : this.list(0, 7);
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
			...(dice.once(2) ? { actions: dice.many(8, () => this.action(0)) } : {}),
		};
		return {
			contentType: 'application/vnd.microsoft.card.adaptive',
			content: { ...content, ...this.entitiesFor(JSON.stringify(content)) },
		};
	}

	private entitiesFor(written: string): object {
		const people = this.marked.people.filter((tag) => written.includes(tag)).slice(0, 3);
		if (people.length === 0 || this.dice.once(4)) return {};
		const entities = people.map((tag) => ({
			type: 'mention',
			text: tag,
			mentioned: { id: 'ada@example.com', name: tag.slice(4, -5) },
		}));
		return { msteams: { width: 'Full', entities } };
	}

	/** Rows as a table of a report has them. */
	private manyRows(): object[] {
		const { dice, marked } = this;
		const make = dice.pick<() => object>([
			() => this.text(),
			() => ({
				type: 'ColumnSet',
				columns: [{ type: 'Column', items: [{ type: 'TextBlock', text: marked.text(2) }] }],
			}),
		]);
		return dice.many(120, make);
	}

	private list(depth: number, most: number): object[] {
		return this.dice.many(most, () => (depth > 3 ? this.text() : this.dice.pick(this.kinds)(depth)));
	}

	private newId(): string {
		const id = `id${this.cards}-${this.ids.length}`;
		this.ids.push(id);
		return id;
	}

	private withId(): object {
		return this.dice.once(5) ? { id: this.newId() } : {};
	}

	private text(): object {
		const { dice, marked } = this;
		return {
			type: 'TextBlock',
			text: marked.text(wordsOf(dice)),
			...(dice.once(3) ? { wrap: true } : {}),
			...(dice.once(6) ? { weight: 'Bolder' } : {}),
			...this.withId(),
		};
	}

	private image(): object {
		const { dice, marked } = this;
		return { type: 'Image', url: dataUri(dice, marked), altText: marked.word(), ...this.withId() };
	}

	private link(): object {
		const { dice, marked } = this;
		return {
			type: 'Action.OpenUrl',
			title: marked.text(2),
			url: `https://x.example/${marked.word()}${dice.once(9) ? `?${'q'.repeat(dice.below(5_000))}` : ''}`,
		};
	}

	private toggle(): object {
		const { dice, marked } = this;
		const target = () => `id${this.cards}-${dice.below(this.ids.length + 2)}`;
		return {
			type: 'Action.ToggleVisibility',
			title: marked.word(),
			targetElements: dice.many(2, () => (dice.once(2) ? target() : { elementId: target(), isVisible: true })),
		};
	}

	private action(depth: number): object {
		const { dice, marked } = this;
		if (depth < 2 && dice.once(6))
			return {
				type: 'Action.ShowCard',
				title: marked.word(),
				card: { type: 'AdaptiveCard', body: this.list(depth + 1, 3) },
			};
		if (dice.once(3)) return this.toggle();
		if (!dice.once(3)) return this.link();
		const title = marked.word();
		const data = { a: marked.word(), b: 'x'.repeat(dice.below(dice.pick([10, 10, 4_000]))) };
		return { type: 'Action.Submit', title, data };
	}

	private input(): object {
		const { dice, marked } = this;
		const label = () => ({ label: marked.text(2), placeholder: marked.word(), value: marked.text(2) });
		const choice = () => ({ title: marked.word(), value: marked.word() });
		return dice.pick<() => object>([
			() => ({ type: 'Input.Text', id: this.newId(), ...label() }),
			() => ({ type: 'Input.ChoiceSet', id: this.newId(), choices: dice.many(dice.pick([3, 60]), choice) }),
			() => ({ type: 'Input.Toggle', id: this.newId(), title: marked.word(), value: 'true' }),
		])();
	}

	private facts(): object {
		const { dice, marked } = this;
		const fact = () => ({ title: marked.word(), value: marked.text(wordsOf(dice)) });
		return { type: 'FactSet', facts: dice.many(dice.pick([3, 3, 40]), fact) };
	}

	private richText(): object {
		const { dice, marked } = this;
		const run = () =>
			dice.once(2) ? marked.text(wordsOf(dice)) : { type: 'TextRun', text: marked.text(wordsOf(dice)) };
		return { type: 'RichTextBlock', inlines: dice.many(6, run) };
	}

	private container(depth: number): object {
		const { dice, marked } = this;
		return {
			type: 'Container',
			...this.withId(),
			...(dice.once(5) ? { selectAction: this.link() } : {}),
			...(dice.once(9) ? { backgroundImage: dataUri(dice, marked) } : {}),
			items: this.list(depth + 1, 4),
		};
	}

	private columns(depth: number): object {
		const { dice } = this;
		const column = () => ({
			type: 'Column',
			...(dice.once(3) ? { width: 'stretch' } : {}),
			items: this.list(depth + 1, 3),
		});
		return { type: 'ColumnSet', columns: dice.many(3, column) };
	}

	private table(depth: number): object {
		const { dice } = this;
		const cell = () => ({
			type: 'TableCell',
			items: [dice.once(9) ? { type: 'Container', items: this.list(depth + 1, 2) } : this.text()],
		});
		return {
			type: 'Table',
			columns: [{ width: 1 }, { width: 2 }],
			rows: dice.many(dice.pick([3, 3, 15]), () => ({ type: 'TableRow', cells: [cell(), cell()] })),
		};
	}

	private chart(): object {
		const { dice, marked } = this;
		return {
			type: `Chart.${dice.pick(['Pie', 'Future'])}`,
			title: marked.word(),
			data: dice.many(dice.pick([3, 300]), (index) => ({ value: index })),
		};
	}

	/** Texts are the most frequent. */
	private readonly kinds: readonly Make[] = [
		() => this.text(),
		() => this.text(),
		() => this.text(),
		() => this.image(),
		() => this.input(),
		() => this.facts(),
		() => ({ type: 'ImageSet', images: this.dice.many(4, () => this.image()) }),
		() => this.richText(),
		() => ({ type: 'CodeBlock', codeSnippet: this.marked.text(wordsOf(this.dice)) }),
		(depth) => ({ type: 'ActionSet', actions: this.dice.many(9, () => this.action(depth)) }),
		(depth) => this.container(depth),
		(depth) => this.columns(depth),
		(depth) => this.table(depth),
		() => this.chart(),
	];
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

import type { CardForm } from './card-form';
import type { Element, Writer } from './writer';

import { longestWord } from './widths';

/** Seen in the official renderer at 320 px: a longer word widens the table of a FactSet beyond the card, and all its facts are cut. */
const WORD_MAX_IN_FACT_SET = 25;

interface WrittenFact {
	readonly title: string;
	readonly value: string;
}

/** The facts of the form: a list for each group, with a line between two of them, and what was left out. */
export function toFactElements(
	{ factGroups, moreItems, moreText }: Pick<CardForm, 'factGroups' | 'moreItems' | 'moreText'>,
	write: Writer,
): readonly Element[] {
	const groups = factGroups
		.map((facts) =>
			facts.map((fact) => ({ title: write.data(fact.title), value: write.data(fact.value) })).filter(isFilled),
		)
		.filter((facts) => facts.length > 0);
	const elements = groups.flatMap((facts, index) => toList(facts, write, index > 0));
	return moreItems > 0 ? [...elements, moreElement(moreItems, moreText, write)] : elements;
}

/** "and 37 more", below a list or a table. */
export function moreElement(count: number, moreText: string, write: Writer): Element {
	return write.text(moreText.replaceAll('{count}', String(count)), { isSubtle: true, separator: true });
}

function isFilled({ title, value }: WrittenFact): boolean {
	return title !== '' || value !== '';
}

/** A FactSet does not break words and has its titles on the left; if either matters, column sets take its place. */
function toList(facts: readonly WrittenFact[], write: Writer, separated: boolean): readonly Element[] {
	const line = separated ? { separator: true } : {};
	const breaks = facts.some(
		({ title, value }) => Math.max(longestWord(title), longestWord(value)) > WORD_MAX_IN_FACT_SET,
	);
	if (!write.rightToLeft && !breaks) return [{ type: 'FactSet', facts, ...line }];
	return facts.map(({ title, value }, index) =>
		toRow(
			write,
			[write.text(title, { weight: 'bolder' }), write.text(value)],
			index === 0 ? line : { spacing: 'small' },
		),
	);
}

function toRow(write: Writer, [title, value]: readonly [Element, Element], looks: Element): Element {
	const columns = [
		{ type: 'Column', width: 1, items: [title] },
		{ type: 'Column', width: 2, items: [value] },
	];
	return { type: 'ColumnSet', ...looks, columns: write.rightToLeft ? columns.reverse() : columns };
}

/** How much of an event a card shows: numbers of entries, and UTF-16 units of texts. */
export interface Detail {
	readonly title: number;
	readonly text: number;
	readonly facts: number;
	/** A name or value of a fact. */
	readonly value: number;
	readonly parts: number;
	readonly textOfPart: number;
	readonly factsOfPart: number;
}

/** Chosen: from what is readable at a glance to what fits with very many alerts; details go before alerts. */
export const DETAILS: readonly [Detail, ...Detail[]] = [
	{ title: 250, text: 2_000, facts: 15, value: 400, parts: Infinity, textOfPart: 500, factsOfPart: 8 },
	{ title: 200, text: 1_000, facts: 12, value: 200, parts: Infinity, textOfPart: 200, factsOfPart: 5 },
	{ title: 150, text: 500, facts: 10, value: 120, parts: Infinity, textOfPart: 120, factsOfPart: 3 },
	{ title: 120, text: 300, facts: 8, value: 80, parts: 20, textOfPart: 80, factsOfPart: 2 },
	{ title: 120, text: 300, facts: 6, value: 80, parts: 10, textOfPart: 80, factsOfPart: 2 },
	{ title: 100, text: 200, facts: 4, value: 60, parts: 5, textOfPart: 60, factsOfPart: 1 },
	{ title: 100, text: 100, facts: 2, value: 60, parts: 2, textOfPart: 0, factsOfPart: 1 },
];

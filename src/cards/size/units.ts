import type { Ids } from './toggles';

import { idsIn } from './toggles';

/** Elements of a card that stay together, and buttons that stay with them. */
export interface Unit {
	readonly elements: readonly unknown[];
	readonly actions: readonly unknown[];
}

/** Elements from one index of the body to another, both included, and the indexes of the buttons that stay with them. */
interface Span {
	readonly from: number;
	readonly to: number;
	readonly actions: readonly number[];
}

/**
 * Groups elements with the actions that show, hide or reset them, as far as `fits` allows, the nearest first. The order is
 * kept; buttons of the card that do not need an element near them come last.
 */
export function unitsOf(
	body: readonly unknown[],
	actions: readonly unknown[],
	fits: (unit: Unit) => boolean,
): readonly Unit[] {
	const unitOf = (span: Span): Unit => ({
		elements: body.slice(span.from, span.to + 1),
		actions: span.actions.map((at) => actions[at]),
	});
	let spans: readonly Span[] = body.map((_, at) => ({ from: at, to: at, actions: [] }));
	for (const link of linksOf(body, actions).sort((a, b) => a.to - a.from - (b.to - b.from))) {
		const joined = spans.filter(({ from, to }) => to >= link.from && from <= link.to);
		const span = spanOf([...joined, link]);
		if (fits(unitOf(span)))
			spans = [...spans.filter(({ to }) => to < span.from), span, ...spans.filter(({ from }) => from > span.to)];
	}
	const taken = new Set(spans.flatMap((span) => span.actions));
	const others = actions.filter((_, at) => !taken.has(at));
	return [...spans.map(unitOf), ...(others.length === 0 ? [] : [{ elements: [], actions: others }])];
}

/** What belongs together: an element and the actions that name it, a button of the card and all elements that it names. */
function linksOf(body: readonly unknown[], actions: readonly unknown[]): Span[] {
	const ids = body.map((element) => idsIn(element));
	const owners = new Map(ids.flatMap(({ own }, at) => [...own].map((id): [string, number] => [id, at])).reverse());
	const ownersOf = ({ targets }: Ids) => [...targets.keys()].flatMap((id) => owners.get(id) ?? []);
	const linkOf = (places: readonly number[], buttons: readonly number[]): Span => ({
		from: Math.min(...places),
		to: Math.max(...places),
		actions: buttons,
	});
	const within = ids.flatMap((found, at) =>
		ownersOf(found)
			.filter((owner) => owner !== at)
			.map((owner) => linkOf([at, owner], [])),
	);
	const below = actions.flatMap((action, at) => {
		const named = ownersOf(idsIn(action));
		return named.length === 0 ? [] : [linkOf(named, [at])];
	});
	return [...within, ...below];
}

function spanOf(spans: readonly Span[]): Span {
	return {
		from: Math.min(...spans.map(({ from }) => from)),
		to: Math.max(...spans.map(({ to }) => to)),
		actions: spans.flatMap((span) => span.actions).sort((a, b) => a - b),
	};
}

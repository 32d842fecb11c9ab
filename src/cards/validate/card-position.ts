/** A position in the card: a member or an index inside another position. The root is `undefined`. */
export interface CardPosition {
	readonly parent: CardPosition | undefined;
	readonly key: string | number;
}

/** The path of a position, as in `body[0].items[2].url`; `$` for the root. */
export function pathOf(position: CardPosition | undefined): string {
	const steps: string[] = [];
	for (let here = position; here !== undefined; here = here.parent) steps.push(stepOf(here));
	const path = steps.reverse().join('');
	if (path === '') return '$';
	return path.startsWith('.') ? path.slice(1) : path;
}

function stepOf({ key }: CardPosition): string {
	if (typeof key === 'number') return `[${key}]`;
	return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

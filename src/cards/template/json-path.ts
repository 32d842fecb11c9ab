/** The path of a property, as in `body[0].items`; names that are not plain words are in brackets. */
export function pathToKey(parent: string, key: string): string {
	if (!/^[A-Za-z_$@][\w$@.-]*$/.test(key) || key.includes('.')) return `${parent}[${JSON.stringify(key)}]`;
	return parent === '' ? key : `${parent}.${key}`;
}

/** The path of a list entry, as in `body[0]`. */
export function pathToIndex(parent: string, index: number): string {
	return `${parent}[${index}]`;
}

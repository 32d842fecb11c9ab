/** Numbers and other plain values from an expression are texts too; objects go as JSON. */
export function textOf(value: unknown): string {
	if (typeof value === 'string') return value;
	if (value === null || value === undefined) return '';
	return JSON.stringify(value) ?? '';
}

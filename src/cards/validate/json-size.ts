/** Chosen: larger sizes need not be exact; it also ends the count of an object that contains itself. */
const COUNT_MAX_BYTES = 4 * 1024 * 1024;

/** Bytes of a value as JSON in UTF-8, without spaces. Works for any depth; counting one by one stops after a few megabytes. */
export function jsonBytes(value: unknown): number {
	return nativeBytes(value) ?? countedBytes(value);
}

/** `undefined` if JSON.stringify refuses the value: ten thousand levels, loops, big integers. */
function nativeBytes(value: unknown): number | undefined {
	try {
		return Buffer.byteLength(JSON.stringify(value) ?? 'null', 'utf8');
	} catch {
		return undefined;
	}
}

/** The same number, counted value by value without recursion. */
export function countedBytes(value: unknown): number {
	const stack: unknown[] = [value];
	let bytes = 0;
	while (stack.length > 0 && bytes < COUNT_MAX_BYTES) bytes += ownBytes(stack.pop(), stack);
	return bytes;
}

function ownBytes(value: unknown, stack: unknown[]): number {
	if (typeof value === 'string') return stringBytes(value);
	if (Array.isArray(value)) {
		for (let index = 0; index < value.length; index += 1) stack.push(value[index]);
		return 2 + Math.max(0, value.length - 1);
	}
	if (typeof value === 'object' && value !== null)
		return objectBytes(value as Readonly<Record<string, unknown>>, stack);
	return typeof value === 'number' || typeof value === 'boolean' ? String(value).length : 4;
}

function objectBytes(value: Readonly<Record<string, unknown>>, stack: unknown[]): number {
	let bytes = 1;
	for (const key of Object.keys(value)) {
		if (value[key] === undefined) continue;
		bytes += stringBytes(key) + 2;
		stack.push(value[key]);
	}
	return Math.max(2, bytes);
}

function stringBytes(text: string): number {
	let bytes = 2;
	for (let index = 0; index < text.length; index += 1) bytes += codeUnitBytes(text.charCodeAt(index));
	return bytes;
}

/** Half a surrogate pair counts two of its four bytes; control characters become an escape. */
function codeUnitBytes(code: number): number {
	if (code === 0x22 || code === 0x5c) return 2;
	if (code < 0x20) return code === 0x08 || code === 0x09 || code === 0x0a || code === 0x0c || code === 0x0d ? 2 : 6;
	if (code < 0x80) return 1;
	return code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 2 : 3;
}

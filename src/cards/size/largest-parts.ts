import type { Content } from '../content';

import { utf8Bytes } from './bytes';
import { isPlainObject } from '../../json';

/** A part of a message and its UTF-8 bytes as JSON. */
interface LargePart {
	readonly path: string;
	readonly bytes: number;
}

/** Chosen: people do not read longer lists of parts. */
const PARTS_MAX = 5;

const DEPTH_MAX = 64;

/** The texts of a message that take the most bytes, largest first, by path from the message's root. */
export function largestParts(content: Content): readonly LargePart[] {
	const parts: LargePart[] = content.text === undefined ? [] : [{ path: 'text', bytes: utf8Bytes(content.text) }];
	for (const [index, { content: card }] of content.attachments.entries())
		collect(card, content.attachments.length === 1 ? '' : `attachments[${index}].content`, 0, parts);
	return parts.sort((a, b) => b.bytes - a.bytes).slice(0, PARTS_MAX);
}

function collect(value: unknown, path: string, depth: number, parts: LargePart[]): void {
	if (typeof value === 'string') parts.push({ path, bytes: utf8Bytes(value) });
	if (depth > DEPTH_MAX) return;
	if (Array.isArray(value))
		for (const [index, entry] of value.entries()) collect(entry, `${path}[${index}]`, depth + 1, parts);
	else if (isPlainObject(value))
		for (const [name, member] of Object.entries(value))
			collect(member, path === '' ? name : `${path}.${name}`, depth + 1, parts);
}

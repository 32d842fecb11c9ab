import type { Content } from '../content';
import type { MessageTarget } from '../finding';

import { WORKFLOWS_GROWTH } from '../../limits';
import { asCards, buildEnvelope } from '../envelope';

/** UTF-8 bytes of a text. */
export function utf8Bytes(text: string): number {
	return Buffer.byteLength(text, 'utf8');
}

/**
 * The bytes that Teams counts for a message in the worst case. Connectors and replies: the request body as sent.
 * Workflows puts each card into its own request, as JSON text inside JSON: quotes and backslashes are escaped again,
 * and non-ASCII characters may be (six bytes for each UTF-16 unit); the observed factor of 1.18 is the minimum (teams.md
 * C.6). With several cards the largest counts, because the flow posts each as a message.
 */
export function countBytes(content: Content, target: MessageTarget): number {
	if (target !== 'workflows') return utf8Bytes(buildEnvelope(content, target));
	const bodies = asCards(content).map((attachment) =>
		buildEnvelope({ attachments: [attachment], fullWidth: content.fullWidth }, target),
	);
	return Math.max(0, ...bodies.map(reserializedBytes));
}

/** The worst case of a text that is encoded as JSON once more. */
export function reserializedBytes(body: string): number {
	let bytes = 0;
	for (let index = 0; index < body.length; index += 1) {
		const code = body.charCodeAt(index);
		bytes += code > 0x7f ? 6 : code === 0x22 || code === 0x5c ? 2 : 1;
	}
	return Math.max(bytes, Math.ceil(utf8Bytes(body) * WORKFLOWS_GROWTH));
}

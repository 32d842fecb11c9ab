import type { JsonObject } from '../../src/json';

import { objectsIn } from './json';
import { isPlainObject } from '../../src/json';
import { CARD_VERSION_MAX, MESSAGE_MAX_BYTES, WEB_URL } from './limits';

/** Content type of Adaptive Cards. */
export const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';

/** Where a card is to be shown. */
type CardTarget = 'workflows' | 'connector' | 'reply';

interface CardRule {
	readonly name: string;
	readonly places: readonly CardTarget[];
	readonly refuses: (attachment: JsonObject, card: JsonObject) => string | undefined;
}

const EVERYWHERE: readonly CardTarget[] = ['workflows', 'connector', 'reply'];

/**
 * What makes Teams refuse a card; the first match counts (teams.md C.2, C.4, C.6, H.2). Where no text is recorded, the
 * text is ours.
 */
const CARD_RULES: readonly CardRule[] = [
	{
		name: 'no Adaptive Card',
		places: EVERYWHERE,
		refuses: (_attachment, card) =>
			card.type === 'AdaptiveCard' ? undefined : "The card is not an Adaptive Card: its 'type' is not 'AdaptiveCard'.",
	},
	{
		name: 'version above 1.4',
		places: ['workflows'],
		refuses: (_attachment, { version }) =>
			isAbove(version, CARD_VERSION_MAX)
				? `Adaptive Card version ${String(version)} is not supported: ${CARD_VERSION_MAX} is the highest.`
				: undefined,
	},
	{
		name: 'OpenUrl without a web address',
		places: EVERYWHERE,
		refuses: (_attachment, card) => {
			const broken = [...objectsIn(card)].find(
				({ type, url }) => type === 'Action.OpenUrl' && !(typeof url === 'string' && WEB_URL.test(url)),
			);
			return broken === undefined
				? undefined
				: `The card is not valid: the 'url' of an Action.OpenUrl is not an absolute web address.`;
		},
	},
	{
		name: 'over 28 KiB after it is serialised again',
		places: ['workflows'],
		refuses: (attachment) =>
			reserializedBytes(attachment) > MESSAGE_MAX_BYTES ? 'Request Entity too large' : undefined,
	},
];

/** Why Teams would not show this card at this place, or `undefined`. */
export function cardRefusal(attachment: unknown, place: CardTarget): string | undefined {
	const whole = isPlainObject(attachment) ? attachment : {};
	const card = isPlainObject(whole.content) ? whole.content : {};
	for (const { places, refuses } of CARD_RULES) {
		const reason = places.includes(place) ? refuses(whole, card) : undefined;
		if (reason !== undefined) return reason;
	}
	return undefined;
}

/**
 * What Workflows counts: the flow passes each card on as a JSON text inside JSON. Observed: 24,453 bytes sent were
 * counted as 28,897 (teams.md C.6); this way of counting is inferred from it.
 */
export function reserializedBytes(attachment: unknown): number {
	return Buffer.byteLength(JSON.stringify(JSON.stringify(attachment)));
}

/** Compares the numbers one by one, not as a decimal: 1.10 is above 1.4. Anything but a version is not above. */
function isAbove(version: unknown, highest: string): boolean {
	const parts = (text: string) => text.split('.').map(Number);
	const [major = 0, minor = 0] = parts(
		typeof version === 'string' || typeof version === 'number' ? String(version) : '0',
	);
	const [highestMajor = 0, highestMinor = 0] = parts(highest);
	return major > highestMajor || (major === highestMajor && minor > highestMinor);
}

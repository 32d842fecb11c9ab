import type { Finding } from '../finding';
import type { JsonObject } from '../../json';

import { isGuid } from '../../guid';

/** What a card needs only in an email (teams.md E.1). Empty texts and lists leave the member as it is. */
interface EmailMembers {
	readonly originator: string;
	readonly expectedActors: readonly string[];
	readonly correlationId: string;
	/** `undefined`: as the card says. */
	readonly hideOriginalBody: boolean | undefined;
}

const ADDRESS = /^[^\s@<>]+@[^\s@<>]+$/;

/** The card with these members. */
export function withEmailMembers(
	card: JsonObject,
	{ originator, expectedActors, correlationId, hideOriginalBody }: EmailMembers,
): JsonObject {
	return {
		...card,
		...(originator.trim() === '' ? {} : { originator: originator.trim() }),
		...(expectedActors.length === 0 ? {} : { expectedActors }),
		...(correlationId.trim() === '' ? {} : { correlationId: correlationId.trim() }),
		...(hideOriginalBody === undefined ? {} : { hideOriginalBody }),
	};
}

/** Findings for the members that only emails need (teams.md E.1, A1). Never throws. */
export function checkEmailMembers(card: JsonObject): readonly Finding[] {
	const { originator, expectedActors, correlationId } = card;
	const actors: readonly unknown[] = Array.isArray(expectedActors) ? expectedActors : [];
	return [
		...(typeof originator === 'string' && originator !== ''
			? []
			: [
					warning(
						'email-originator-missing',
						'originator',
						'The card does not name an originator: Outlook removes the card, unless sender and recipient are the same.',
						'Enter the provider ID from the Actionable Email Developer Dashboard.',
					),
				]),
		...(correlationId === undefined ||
		correlationId === null ||
		(typeof correlationId === 'string' && isGuid(correlationId))
			? []
			: [
					warning(
						'email-correlation-invalid',
						'correlationId',
						'The correlation ID is not a UUID.',
						'Enter one like 11111111-2222-4333-8444-555555555555, or leave it empty.',
					),
				]),
		...actors.flatMap((actor, index) =>
			typeof actor === 'string' && ADDRESS.test(actor)
				? []
				: [
						warning(
							'email-actor-invalid',
							`expectedActors[${index}]`,
							'This is not an email address.',
							'Enter the address at which the person receives email.',
						),
					],
		),
	];
}

function warning(code: Finding['code'], path: string, message: string, fix: string): Finding {
	return { severity: 'warning', code, path, message, fix };
}

import type { Finding, MessageTarget } from '../finding';
import type { Walk } from './walk-state';

import { isPlainObject } from '../../json';
import { checkVersion, declaredVersion } from './card-version';
import { hasTemplate } from './check-text';
import { jsonBytes } from './json-size';
import { checkMentions, peopleIn, tooManyPeople } from './mentions';
import { CardReport } from './report';
import { highestVersion, largestCard } from './rules';
import { suggestion } from './suggest';
import { walkCard } from './walk';
import { positionBelow } from './walk-state';

/**
 * Checks one Adaptive Card (parsed JSON) for a target. Never throws. Errors first, then warnings, each in order of
 * the walk; at most 100. If warnings are left out, the last finding says how many; no error is left out. */
export function validateCard(card: unknown, target: MessageTarget): readonly Finding[] {
	const report = new CardReport(target);
	if (isPlainObject(card)) checkCard(report, card);
	else
		report.add('card-not-object', undefined, () => ({
			message: 'An Adaptive Card is a JSON object.',
			fix: 'Pass the card itself: `{ "type": "AdaptiveCard", ... }`.',
		}));
	return report.list();
}

function checkCard(report: CardReport, card: Readonly<Record<string, unknown>>): void {
	if (card.type !== 'AdaptiveCard')
		report.add('card-type', positionBelow(undefined, 'type'), () => ({
			message: 'The `type` of an Adaptive Card must be AdaptiveCard.',
			fix: 'Set `type` to "AdaptiveCard".',
		}));
	if (isSomethingElse(card)) return;
	const walk = newWalk(report, card);
	walkCard(walk);
	checkTargets(walk);
	checkMentions(report, walk.mentions);
	checkPeople(report, card);
	checkSize(report, card);
	checkVersion(report, card.version, walk.tooNew);
}

/** A message, a MessageCard, an element: its members are not those of a card. */
function isSomethingElse({ type, body, actions }: Readonly<Record<string, unknown>>): boolean {
	if (typeof type === 'string') return suggestion(type, ['AdaptiveCard']) === undefined;
	return body === undefined && actions === undefined;
}

function newWalk(report: CardReport, card: Readonly<Record<string, unknown>>): Walk {
	return {
		report,
		declared: declaredVersion(card.version, report.target),
		highest: highestVersion(report.target),
		// The type has been checked, and does not change what the members mean.
		stack: [
			{
				value: { ...card, type: 'AdaptiveCard' },
				position: undefined,
				shape: { type: 'AdaptiveCard' },
				alternative: false,
				around: 0,
			},
		],
		ids: new Map(),
		everyId: new Set(),
		targets: [],
		mentions: { tags: new Map(), otherTags: new Set(), entities: [] },
		tooNew: undefined,
	};
}

/** Action.ToggleVisibility names elements by id. */
function checkTargets({ report, everyId, targets }: Walk): void {
	for (const { id, position } of targets) {
		if (everyId.has(id) || hasTemplate(id)) continue;
		report.add('target-unknown', position, () => ({
			message: `No element has the ID \`${id.slice(0, 60)}\`, so nothing is shown or hidden.`,
			fix: 'Give the element this ID, or use the ID of another element.',
		}));
	}
}

function checkPeople(report: CardReport, card: Readonly<Record<string, unknown>>): void {
	const wording = tooManyPeople(peopleIn(card));
	if (wording !== undefined)
		report.add('mentions-too-many', positionBelow(positionBelow(undefined, 'msteams'), 'entities'), () => wording);
}

function checkSize(report: CardReport, card: Readonly<Record<string, unknown>>): void {
	const bytes = jsonBytes(card);
	const most = largestCard(report.target);
	if (bytes <= most) return;
	report.add('card-too-large', undefined, () => ({
		message: `The card is ${bytes} bytes; a message can be up to ${most}.`,
		fix: 'Shorten its text, or send several cards.',
	}));
}

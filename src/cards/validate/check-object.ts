import type { JsonObject } from '../../json';
import type { CardPosition } from './card-position';
import type { CardType, Member, Shape } from './table';
import type { Walk } from './walk-state';

import { BUTTONS_PER_SET } from '../../limits';
import { isPlainObject } from '../../json';
import { hasTemplate, reportTemplate } from './check-text';
import { shortened } from './check-value';
import { checkMentioned } from './mentions';
import { whyIgnored } from './rules';
import { suggestion } from './suggest';
import { groupNamed, typeNamed } from './table';
import { positionBelow } from './walk-state';

/** A position, and the version of the newest element around it. */
interface Around<P> {
	readonly position: P;
	readonly around: number;
}

/** What is too new, and what to do about one or about several of them if no version that the target takes has it. */
const TOO_NEW = {
	'element-too-new': [
		'elements',
		'Add a `fallback` for clients that do not know it.',
		'Add a `fallback` to each for clients that do not know it.',
	],
	'member-too-new': [
		'members',
		'Remove it, or make sure the card is clear without it.',
		'Remove them, or make sure the card is clear without them.',
	],
} as const;

/** Elements that show only their entries. */
const SETS: Readonly<Record<string, string>> = { ActionSet: 'actions', FactSet: 'facts', ImageSet: 'images' };

/** The type of an object in the place of `shape`; `undefined` if only its texts can be checked. Reports what is wrong with it. */
export function typeOfObject(
	walk: Walk,
	position: CardPosition | undefined,
	object: JsonObject,
	shape: Shape,
): CardType | undefined {
	const single = shape.type === undefined ? undefined : typeNamed(shape.type);
	const name = object.type;
	if (single !== undefined && (!single.typed || name === undefined || name === null || name === single.key))
		return single;
	const allowed = shape.group === undefined ? new Set([shape.type ?? '']) : groupNamed(shape.group);
	const at = positionBelow(position, 'type');
	if (typeof name !== 'string') {
		walk.report.add('member-missing', at, () => ({
			message: 'This object does not say what it is, so it is not shown.',
			fix: `Add a \`type\`, for example ${[...allowed].slice(-1).join()}.`,
		}));
		return undefined;
	}
	const ignored = whyIgnored(name, walk.report.target);
	if (ignored !== undefined)
		walk.report.add('action-ignored', at, () => ({
			message: `\`${name}\` does nothing here: ${ignored}.`,
			fix: 'Use Action.OpenUrl, or remove the button.',
		}));
	const known = typeNamed(name);
	if (known?.typed === true) {
		if (!allowed.has(name)) reportMisplaced(walk, at, name, allowed);
		return known;
	}
	if (ignored === undefined) reportUnknown(walk, at, name, allowed);
	return undefined;
}

function reportMisplaced(walk: Walk, position: CardPosition, name: string, allowed: ReadonlySet<string>): void {
	walk.report.add('element-misplaced', position, () => ({
		message: `\`${name}\` is not allowed here.`,
		fix:
			allowed.size <= 10
				? `Use ${[...allowed].join(', ')}.`
				: 'Move it to a place that allows it, or use another element.',
	}));
}

function reportUnknown(walk: Walk, position: CardPosition, name: string, allowed: ReadonlySet<string>): void {
	// Its texts are checked next, including this one.
	if (hasTemplate(name)) return;
	const isAction = [...allowed].some((one) => one.startsWith('Action.'));
	walk.report.add(isAction ? 'action-unknown' : 'element-unknown', position, () => {
		const meant = suggestion(name, allowed);
		return {
			message: `\`${shortened(name)}\` is not a known ${isAction ? 'action' : 'element'}.`,
			fix:
				meant === undefined
					? 'Check the spelling; if Teams does not know it either, it is left out.'
					: `Did you mean ${meant}?`,
		};
	});
}

/** Checks an object as a whole: version, required members, id, and rules of single types. Its members are checked separately. */
export function checkObject(
	walk: Walk,
	{ position, around }: Around<CardPosition | undefined>,
	object: JsonObject,
	type: CardType,
): void {
	if (type.since > around && !isPresent(object.fallback))
		checkSince(walk, positionBelow(position, 'type'), type.key, { since: type.since, code: 'element-too-new' });
	checkEntries(walk, position, object, type);
	if (Array.isArray(object.actions) && type.members.has('actions'))
		checkButtons(walk, positionBelow(position, 'actions'), object.actions);
	if (type.key === 'mention' && position !== undefined) noteMention(walk, position, object);
}

/** Reports missing members that are required. */
export function checkRequired(
	walk: Walk,
	position: CardPosition | undefined,
	object: JsonObject,
	type: CardType,
): void {
	for (const name of type.required) {
		if (Object.hasOwn(object, name) && isPresent(object[name])) continue;
		walk.report.add('member-missing', positionBelow(position, name), () => ({
			message: `\`${type.key}\` needs \`${name}\`.`,
			fix: `Add \`${name}\`.`,
		}));
	}
}

/** Notes an id, and reports it if another element already has it. */
export function checkId(walk: Walk, position: CardPosition | undefined, id: unknown, alternative: boolean): void {
	if (typeof id !== 'string' || id === '') return;
	walk.everyId.add(id);
	if (alternative || hasTemplate(id)) return;
	const first = walk.ids.get(id);
	if (first === undefined) walk.ids.set(id, positionBelow(position, 'id'));
	else
		walk.report.add('id-duplicate', positionBelow(position, 'id'), () => ({
			message: `The ID \`${shortened(id)}\` is already used.`,
			fix: 'Give each element and action an ID of its own.',
		}));
}

/** Checks that the card declares a version that has this member. */
export function checkMemberSince(walk: Walk, at: Around<CardPosition>, member: Member, type: CardType): void {
	if (member.since > Math.max(at.around, Math.min(walk.declared, walk.highest)))
		checkSince(walk, at.position, `${type.key}.${at.position.key}`, { since: member.since, code: 'member-too-new' });
}

/** Teams also reads `width` from `msTeams` (seen; teams.md H.3); its other members are unknown. */
export function checkTeamsAlias(walk: Walk, position: CardPosition, value: unknown): void {
	if (!isPlainObject(value)) return;
	const others = Object.keys(value).filter((name) => name !== 'width');
	if (others.length === 0) return;
	walk.report.add('member-unknown', position, () => ({
		message: `Only \`width\` is known to work in \`msTeams\`; ${others
			.slice(0, 3)
			.map((name) => `\`${shortened(name)}\``)
			.join(', ')} may be ignored.`,
		fix: 'Write `msteams`, as Microsoft documents it.',
	}));
}

/** Reports a member that the type does not have; members of templates are reported as such. */
export function checkUnknownMember(walk: Walk, position: CardPosition, type: CardType): void {
	const name = String(position.key);
	if (name.startsWith('$')) {
		if (name === '$data' || name === '$when') reportTemplate(walk, position);
		return;
	}
	walk.report.add('member-unknown', position, () => {
		const meant = suggestion(name, type.members.keys());
		return {
			message: `\`${type.key}\` does not have a member \`${shortened(name)}\`; it is ignored.`,
			fix: meant === undefined ? `Remove \`${shortened(name)}\`, or check its spelling.` : `Did you mean ${meant}?`,
		};
	});
}

function checkSince(
	walk: Walk,
	position: CardPosition,
	name: string,
	{ since, code }: { readonly since: number; readonly code: 'element-too-new' | 'member-too-new' },
): void {
	if (since > walk.highest) walk.tooNew ??= { position, name, minor: since };
	if (since <= walk.declared) return;
	const [what, fixOne, fixAll] = TOO_NEW[code];
	const fix = (other: string) => (since <= walk.highest ? `Set \`version\` to 1.${since}.` : other);
	const one = () => ({
		message: `\`${name}\` came with version 1.${since}; the card is 1.${walk.declared}, so it may be ignored.`,
		fix: fix(fixOne),
	});
	const together = (count: number, places: string) => ({
		message: `${count} ${what} need version 1.${since}: ${places}. The card is 1.${walk.declared}, so they may be ignored.`,
		fix: fix(fixAll),
	});
	walk.report.add(code, position, one, { name: String(since), together });
}

function checkButtons(walk: Walk, position: CardPosition, actions: readonly unknown[]): void {
	const buttons = actions.filter(
		(action) =>
			isPlainObject(action) && !(typeof action.mode === 'string' && action.mode.toLowerCase() === 'secondary'),
	);
	if (buttons.length <= BUTTONS_PER_SET) return;
	walk.report.add('actions-too-many', position, () => ({
		message: `Teams shows about ${BUTTONS_PER_SET} of these ${buttons.length} buttons.`,
		fix: 'Spread the buttons over several ActionSet elements.',
	}));
}

/** Data without rows leaves such a set behind; a missing list is reported as such. */
function checkEntries(walk: Walk, position: CardPosition | undefined, object: JsonObject, type: CardType): void {
	const list = SETS[type.key];
	const entries: unknown = list === undefined ? undefined : object[list];
	if (list === undefined || !Array.isArray(entries) || entries.length > 0) return;
	walk.report.add('element-empty', positionBelow(position, list), () => ({
		message: `\`${type.key}\` has no ${list}, so it shows nothing.`,
		fix: `Add ${list}, or leave the element out.`,
	}));
}

function noteMention(walk: Walk, position: CardPosition, { text, mentioned }: JsonObject): void {
	if (typeof text === 'string' && !hasTemplate(text)) walk.mentions.entities.push({ text, position });
	if (isPlainObject(mentioned)) checkMentioned(walk.report, positionBelow(position, 'mentioned'), mentioned);
}

function isPresent(value: unknown): boolean {
	return value !== null && value !== undefined;
}

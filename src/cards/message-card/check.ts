import type { Finding, FindingCode, Severity } from '../finding';
import type { HostRules, MessageCardHost } from './hosts';
import type { JsonObject } from '../../json';
import type { MemberShape, ShapeName } from './shapes';

import { isPlainObject } from '../../json';
import { HOSTS, maxEntries } from './hosts';
import { isAbsent, shownName } from './losses';
import { memberPath, SHAPES, TYPES_OF } from './shapes';
import { checkSubstitution } from './substitution';
import { webUrl } from './web-url';

/** One object that is still to be checked. */
interface CheckTask {
	readonly value: unknown;
	readonly shape: ShapeName;
	readonly path: string;
}

type AddFinding = (code: FindingCode, path: string, message: string, fix: string, severity?: Severity) => void;

/** The state of a walk through a card. */
interface CheckWalk {
	readonly report: AddFinding;
	readonly rules: HostRules;
}

type PlainShape = Extract<MemberShape, string>;

const NO_URL = {
	code: 'message-card-url',
	message: 'This is not an absolute http(s) URL; {host} ignores it.',
	fix: 'Use an address that starts with https://.',
} as const;

/** What plain members can be. Buttons open only http(s) (teams.md E.3, S8); images can also be data in the card. */
const PLAIN_SHAPES: Readonly<
	Record<
		PlainShape,
		{
			readonly test: (member: unknown) => boolean;
			readonly code: FindingCode;
			readonly message: string;
			readonly fix: string;
		}
	>
> = {
	any: { test: () => true, code: 'message-card-type', message: '', fix: '' },
	flag: {
		test: (member) => typeof member === 'boolean',
		code: 'message-card-type',
		message: 'This must be true or false.',
		fix: 'Write true or false, without quotes.',
	},
	'image-url': {
		test: (member) =>
			member === '' || webUrl(member) !== undefined || (typeof member === 'string' && member.startsWith('data:image/')),
		...NO_URL,
	},
	text: {
		test: (member) => typeof member === 'string',
		code: 'message-card-type',
		message: 'This must be text.',
		fix: 'Write it in quotes.',
	},
	texts: {
		test: (member) => Array.isArray(member) && member.every((entry) => typeof entry === 'string'),
		code: 'message-card-type',
		message: 'This must be a list of strings.',
		fix: 'Write the strings in square brackets.',
	},
	url: { test: (member) => webUrl(member) !== undefined, ...NO_URL },
};

/**
 * Findings for a MessageCard that a host draws as it is: Teams from a connector URL, Outlook from an email. Only what is
 * refused is an error: a value that is not an object (teams.md B.2, T7), and a card with neither summary nor text
 * ("Summary or Text is required.", B.2). Too many sections, images or actions, addresses that are not http(s), values of
 * inputs that break a body, unknown members and wrong types are warnings. Never throws.
 */
export function checkMessageCard(card: unknown, host: MessageCardHost = 'teams'): readonly Finding[] {
	const findings: Finding[] = [];
	const rules = HOSTS[host];
	const report: AddFinding = (code, path, message, fix, severity = 'warning') => {
		findings.push({ severity, code, path, message: message.replace('{host}', rules.name), fix });
	};
	if (!isPlainObject(card)) {
		report(
			'message-card-type',
			'$',
			'This is not a MessageCard: it is not a JSON object.',
			'Write one object with "@type": "MessageCard".',
			'error',
		);
		return findings;
	}
	if (isBlank(card.summary) && isBlank(card.text))
		report(
			'message-card-empty',
			'$',
			'{host} refuses a MessageCard that has neither a summary nor text.',
			'Give it a summary, which notifications show.',
			'error',
		);
	if (!isAbsent(card['@type']) && card['@type'] !== 'MessageCard')
		report('message-card-type', '@type', 'The type of the card is not "MessageCard".', 'Set "@type" to "MessageCard".');
	checkObject({ value: card, shape: 'card', path: '$' }, { report, rules });
	return [...findings, ...checkSubstitution(card)];
}

function isBlank(value: unknown): boolean {
	return isAbsent(value) || value === '';
}

/** Checks one object and those in it. The shapes end after a few levels, and so does the recursion. */
function checkObject({ value, shape, path }: CheckTask, walk: CheckWalk): void {
	const { report, rules } = walk;
	if (isAbsent(value)) return;
	if (!isPlainObject(value)) {
		report('message-card-type', path, 'This must be an object.', 'Write an object: curly brackets around its members.');
		return;
	}
	const actual = typedShape(value, shape, path, walk);
	if (actual === undefined) return;
	if (actual === 'OpenUri') checkTargets(value, path, report);
	if (actual === 'HttpPOST' && rules.postsToHttpsOnly && webUrl(value.target)?.startsWith('https:') === false)
		report(
			'message-card-url',
			memberPath(path, 'target'),
			'{host} posts only to https addresses.',
			'Use an address that starts with https://.',
		);
	for (const [name, member] of Object.entries(value)) {
		const expected = Object.hasOwn(SHAPES[actual], name) ? SHAPES[actual][name] : undefined;
		const at = memberPath(path, name);
		if (expected === undefined)
			report(
				'message-card-member-unknown',
				at,
				`MessageCards do not have a member ${shownName(name)} here; {host} ignores it.`,
				'Check the spelling; upper and lower case matter.',
			);
		else if (!isAbsent(member) && !(actual === 'target' && opensApp(member, name, rules)))
			checkMember(member, { expected: limited(expected, actual, name, rules), path: at }, walk);
	}
}

function opensApp(member: unknown, name: string, { opensApps }: HostRules): boolean {
	return (
		opensApps &&
		name === 'uri' &&
		typeof member === 'string' &&
		/^(?!javascript:|data:|vbscript:|file:)[a-z][a-z0-9+.-]*:./i.test(member.trim())
	);
}

function limited(expected: MemberShape, shape: ShapeName, name: string, rules: HostRules): MemberShape {
	if (typeof expected === 'string' || !('list' in expected)) return expected;
	const max = maxEntries(rules, shape, name, expected.max);
	return { list: expected.list, ...(max === undefined ? {} : { max }) };
}

/** The shape that the `@type` of an action or input names; `undefined` if the host does not know it here. */
function typedShape(
	value: JsonObject,
	shape: ShapeName,
	path: string,
	{ report, rules }: CheckWalk,
): ShapeName | undefined {
	const types = TYPES_OF[shape];
	if (types === undefined) return shape;
	const actual = types.get(value['@type']) ?? (shape === 'action' ? rules.actions.get(value['@type']) : undefined);
	if (actual === undefined)
		report(
			'message-card-action-unknown',
			path,
			`{host} does not know the "@type" ${shownName(value['@type'])} here.`,
			`Use ${[...types.keys()].join(', ')}.`,
		);
	return actual;
}

function checkTargets({ targets }: JsonObject, path: string, report: AddFinding): void {
	if (isAbsent(targets) || (Array.isArray(targets) && targets.length === 0))
		report(
			'message-card-url',
			path,
			'This button has no address.',
			'Add "targets": [{ "os": "default", "uri": "https://…" }].',
		);
}

function checkMember(
	member: unknown,
	{ expected, path }: { readonly expected: MemberShape; readonly path: string },
	walk: CheckWalk,
): void {
	const { report } = walk;
	if (typeof expected === 'string') checkValue(member, expected, path, report);
	else if ('one' in expected) checkObject({ value: member, shape: expected.one, path }, walk);
	else if (Array.isArray(member)) {
		if (expected.max !== undefined && member.length > expected.max)
			report(
				'message-card-too-many',
				path,
				`{host} shows at most ${expected.max} of these; the others are left out.`,
				'Use fewer, or send several messages.',
			);
		for (const [index, value] of member.entries())
			checkObject({ value, shape: expected.list, path: `${path}[${index}]` }, walk);
	} else report('message-card-type', path, 'This must be a list.', 'Write a list: square brackets around the objects.');
}

function checkValue(member: unknown, expected: PlainShape, path: string, report: AddFinding): void {
	const { test, code, message, fix } = PLAIN_SHAPES[expected];
	if (!test(member)) report(code, path, message, fix);
}

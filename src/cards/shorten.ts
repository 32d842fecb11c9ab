import type { Content } from './content';
import type { Attachment } from './message';

import { isAdaptive } from './content';
import { cutText } from './cut-text';
import { countLeaves, keepLeaves } from './leaves';
import { isPlainObject } from './message';
import { withUsedMentions } from './used-mentions';

/** Members whose texts may be cut: of Adaptive Cards and MessageCards alike. Names, labels and addresses stay whole. */
const TEXT_MEMBERS: ReadonlySet<string> = new Set(['text', 'value', 'codeSnippet', 'activityText', 'activitySubtitle', 'subtitle']);

/** Chosen: texts are not cut below this many UTF-16 units; before that happens, elements at the end go. */
const SHORTEST_TEXT = 60;

/** Deeper levels of a card are left as they are; no card of people's making has as many. */
const DEPTH_MAX = 64;

/** Chosen: so much of a text stays where elements have to go anyway. */
const MIDDLE_TEXT = 400;

/** What people read below a message that was shortened. */
export const SHORTENED_NOTE = '… (shortened: the message was longer than Teams takes)';

/**
 * Shortens a message until `fits` says yes: first the longest texts, on whole characters and with an ellipsis; where
 * that is not enough, elements and cards at the end go too. A note says so. `undefined` where nothing can be shown.
 */
export function shorten(content: Content, fits: (candidate: Content) => boolean): Content | undefined {
	const longest = Math.max(0, ...textsOf(content).map((text) => text.length));
	const capped = (cap: number) => withNote(cutTexts(content, cap));
	if (fits(capped(SHORTEST_TEXT))) return capped(greatest(SHORTEST_TEXT, longest, (cap) => fits(capped(cap))));
	return prune(content, MIDDLE_TEXT, fits) ?? prune(content, SHORTEST_TEXT, fits);
}

function prune(content: Content, cap: number, fits: (candidate: Content) => boolean): Content | undefined {
	const pruned = (count: number) => withNote(keepLeaves(cutTexts(content, cap), count));
	const count = greatest(0, countLeaves(content), (candidate) => fits(pruned(candidate)));
	return count > 0 ? pruned(count) : undefined;
}

/** The greatest number from `low` to `high` that is good, where `low` is good and everything below a good one is good too. */
export function greatest(low: number, high: number, isGood: (value: number) => boolean): number {
	let good = low;
	let most = Math.max(high, low);
	while (good < most) {
		const middle = Math.ceil((good + most) / 2);
		if (isGood(middle)) good = middle;
		else most = middle - 1;
	}
	return good;
}

function textsOf(content: Content): readonly string[] {
	const texts: string[] = content.text === undefined ? [] : [content.text];
	for (const { content: card } of content.attachments) mapTexts(card, 0, (text) => (texts.push(text), text));
	return texts;
}

function cutTexts(content: Content, cap: number): Content {
	const cut = (text: string) => cutText(text, cap);
	const attachments = content.attachments.map((attachment) => (attachment.content === undefined ? attachment : { ...attachment, content: Object(mapTexts(attachment.content, 0, cut)) as Attachment['content'] })) as readonly Attachment[];
	return { ...content, ...(content.text === undefined ? {} : { text: cut(content.text) }), attachments };
}

function mapTexts(value: unknown, depth: number, map: (text: string) => string): unknown {
	if (depth > DEPTH_MAX) return value;
	if (Array.isArray(value)) return value.map((entry: unknown) => mapTexts(entry, depth + 1, map));
	if (!isPlainObject(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, name === 'msteams' ? member : typeof member === 'string' && TEXT_MEMBERS.has(name) ? map(member) : mapTexts(member, depth + 1, map)]));
}

/** The note stands below the text, or at the end of the last Adaptive Card. */
function withNote(content: Content): Content {
	const last = content.attachments.map(isAdaptive).lastIndexOf(true);
	if (last === -1) return { ...content, text: content.text === undefined || content.text === '' ? SHORTENED_NOTE : `${content.text}\n\n${SHORTENED_NOTE}` };
	return { ...content, attachments: content.attachments.map((attachment, index) => withUsedMentions(index === last ? noted(attachment) : attachment)) };
}

function noted(attachment: Attachment): Attachment {
	const body: readonly unknown[] = Array.isArray(attachment.content?.body) ? attachment.content.body : [];
	return { ...attachment, content: { ...attachment.content, body: [...body, { type: 'TextBlock', text: SHORTENED_NOTE, wrap: true, isSubtle: true }] } };
}

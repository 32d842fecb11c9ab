import type { JsonObject } from '../../json';
import type { Payload } from '../payload';
import type { Sender } from '../sender';

import { inertMarkdown } from '../../cards/markdown';
import { convertMessageCard } from '../../cards/message-card/convert';
import { isPlainObject } from '../../json';
import { toolEvent } from '../event';
import { stateOfColor } from '../message-color';

/** Members that only a MessageCard has. */
const OWN: readonly string[] = ['themeColor', 'sections', 'potentialAction'];

/**
 * The format of Office 365 connectors. Documented at learn.microsoft.com, "Legacy actionable message card reference".
 * Tools have posted it without @type too; then it must have a section, an action or a colour besides a title, a text or
 * a summary. The card is converted as everywhere else in this package; its colour is its state.
 */
export const messageCard: Sender = {
	name: 'MessageCard',
	recognises: ({ body }) => body.text('@type') === 'MessageCard' || isUntyped(body),
	read: ({ body }) => {
		const { attachment, findings } = convertMessageCard({ '@type': 'MessageCard', ...body.raw }, { fullWidth: true });
		const [section] = body.list('sections');
		return toolEvent({
			kind: 'message',
			state: stateOfColor(body.text('themeColor')),
			title: unescaped(body.text('title') || section?.first('title', 'activityTitle') || body.text('summary')),
			links: body.list('potentialAction').map((action) => ({ title: action.text('name'), url: addressOf(action) })),
			card: { ...attachment, content: inert(attachment.content) as JsonObject },
			findings,
		});
	},
};

/** The same card, whose texts mention nobody and hold no functions; addresses can do neither. */
function inert(value: unknown): unknown {
	if (typeof value === 'string') return inertMarkdown(value);
	if (Array.isArray(value)) return value.map(inert);
	if (!isPlainObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, member]) => [name, name.toLowerCase().endsWith('url') ? member : inert(member)]),
	);
}

function isUntyped(body: Payload): boolean {
	if (body.has('@type') || body.has('type') || body.has('attachments') || body.has('embeds')) return false;
	const isCard =
		body
			.list('sections')
			.some((section) => ['activityTitle', 'facts', 'text', 'title'].some((name) => section.has(name))) ||
		body.list('potentialAction').some((action) => action.text('@type') !== '') ||
		/^#?[\da-f]{6}$/i.test(body.text('themeColor'));
	const isTold = ['title', 'text', 'summary'].some((name) => body.text(name) !== '');
	return isCard && (isTold || body.has('sections')) && OWN.some((name) => body.has(name));
}

function addressOf(action: Payload): string {
	return action.list('targets')[0]?.text('uri') ?? action.texts('target')[0] ?? action.text('target');
}

function unescaped(text: string): string {
	return text.replace(/\\([^A-Za-z\d\s])/g, '$1');
}

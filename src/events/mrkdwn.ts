import { escapeMixed } from '../cards/markdown';
import { webUrl } from '../cards/message-card/web-url';

/** Code, in which nothing is read, and what Slack writes in angle brackets. */
const TOKENS = /```([\s\S]*?)```|`([^`\n]+)`|<([^<>\n]+)>/g;

/** Emphasis around words, not inside a word; other marks can be inside it. */
const EMPHASIS = /(?<![\w*_~])([*_~])(?=\S)((?:(?!\1)[^\n])*?\S)\1(?![\w*_~])/g;

const MARKS: Readonly<Record<string, string>> = { '*': '**', _: '_', '~': '~~' };

/** Where code and links stood while emphasis is read: private-use characters, which no text has. */
const PLACE_START = '\ue000';
const PLACE_END = '\ue001';
const PLACES = /[\ue000\ue001]/g;
const PLACE = /\ue000(\d+)\ue001/g;

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/**
 * Slack's mrkdwn as Markdown. Documented at docs.slack.dev, "Formatting message text": `*bold*`, `_italic_`, `~strike~`,
 * code, `<address|text>`, and the three entities. Everything else that Markdown would read is text, and people, groups
 * and channels are names that mention nobody.
 */
export function mrkdwnToMarkdown(text: string): string {
	const whole: string[] = [];
	const withPlaces = text.replace(PLACES, '').replace(TOKENS, (_, block?: string, code?: string, bracket?: string) => {
		whole.push(tokenMarkdown(block ?? code, bracket ?? ''));
		return `${PLACE_START}${whole.length - 1}${PLACE_END}`;
	});
	return inline(withPlaces)
		.replace(PLACE, (_, index: string) => whole[Number(index)] ?? '')
		.trim();
}

/** Plain text as Markdown that shows it as it is. */
export function plainToMarkdown(text: string): string {
	return escapeMixed(text).trim();
}

/** The same without any marks, for places that show text as it is. */
export function mrkdwnToText(text: string): string {
	const shown = text.replace(/<([^<>\n]+)>/g, (_, bracket: string) => labelOf(bracket));
	return decoded(shown.replace(/`/g, '')).trim();
}

/** At most three levels deep: no mark is inside itself. */
function inline(text: string): string {
	let markdown = '';
	let end = 0;
	for (const match of text.matchAll(EMPHASIS)) {
		const [whole, mark = '', inner = ''] = match;
		const outer = MARKS[mark] ?? '';
		markdown += lines(text.slice(end, match.index)) + outer + inline(inner) + outer;
		end = match.index + whole.length;
	}
	return markdown + lines(text.slice(end));
}

/** Quotes and bullets at the beginning of a line stay what they are; the rest is text. */
function lines(text: string): string {
	return text
		.split('\n')
		.map((line) => {
			const [, start = '', rest = ''] = /^(&gt; ?|)(.*)$/s.exec(line) ?? [];
			return (start === '' ? '' : '> ') + escapeMixed(decoded(rest));
		})
		.join('\n');
}

/** Cards do not draw code (teams.md H.3), so it appears as text. */
function tokenMarkdown(code: string | undefined, bracket: string): string {
	return code === undefined ? bracketed(bracket) : escapeMixed(decoded(code).trim());
}

/** A link, a person (`@U1|bo`), a channel (`#C1|general`), a group or a date (`!date^1^x|fallback`). */
function bracketed(bracket: string): string {
	const [address = ''] = bracket.split('|');
	const url = webUrl(decoded(address));
	const label = decoded(labelOf(bracket));
	if (url === undefined) return escapeMixed(label);
	// A bracket in the label could end it.
	const shown = escapeMixed(label.replaceAll('[', '(').replaceAll(']', ')'));
	return `[${shown}](${url.replaceAll('(', '%28').replaceAll(')', '%29')})`;
}

function labelOf(bracket: string): string {
	const at = bracket.indexOf('|');
	const [target, label] = at === -1 ? [bracket, ''] : [bracket.slice(0, at), bracket.slice(at + 1)];
	if (/^[@#]/.test(target)) return label === '' ? target : target.charAt(0) + label.replace(/^[@#]/, '');
	if (!target.startsWith('!')) return label || (target.includes(':') ? target.replace(/^mailto:/, '') : `<${bracket}>`);
	return label === '' ? `@${target.slice(1).replace(/^subteam\^/, '')}` : label;
}

function decoded(text: string): string {
	return text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity);
}

import { escapeData } from '../markdown';
import { codeRanges } from '../message-card/markdown-code';

/** Where a text is shown: as the text of a message, such as the reply to a mention, or in a TextBlock of a card. */
export type MarkdownPlace = 'message' | 'card';

/** An image, and the text around it if it is the text of a link; all parts are bounded, so that a row of brackets costs little. */
const IMAGE =
	/(?<!\\)(\[)?!\[((?:[^[\]]|\[[^[\]]{0,200}\]){0,1000})\]\(\s{0,20}(<[^<>\n]{0,4000}>|(?:[^()\s]|\([^()\s]{0,500}\)){0,4000})((?:\s{1,20}(?:"[^"\n]{0,500}"|'[^'\n]{0,500}'))?\s{0,20})\)(?:(\])(?=\())?/g;

/** Tags that Teams draws in the text of a message (teams.md A.7), those of mentions and comments among them. */
const DRAWN_TAG =
	/^\/?(?:a|at|b|blockquote|br|code|del|div|em|h[1-6]|hr|i|li|ol|p|pre|s|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)(?:[\s/>]|$)/i;

/** What Teams would take for a tag. */
const TAG_START = /(?<!\\)<(?=[a-z/!?])/gi;

const AUTOLINK = /^(?:[a-z][a-z0-9+.-]{1,31}:[^\s<>]{0,2000}|[^\s<>@]{1,200}@[^\s<>@]{1,200})>/i;

const IMAGE_TAG = /<img(?=[\s/>])((?:[^<>"']|"[^"<>]{0,4000}"|'[^'<>]{0,4000}'){0,8000})>/gi;

/** Tags that only change how words look, and that Teams does not draw: the words stay. */
const PLAIN_PAIR =
	/<(abbr|center|cite|details|font|ins|kbd|mark|q|samp|small|summary|var)(?:\s[^<>]{0,500})?>([^<]{0,4000})<\/\1>/gi;

/** Stands for an image without a description. */
const NO_DESCRIPTION = '🖼️';

const LINKED = /^(?:https?:\/\/|mailto:)./i;

/** One line outside code blocks, with whatever the place does not draw turned into something that it draws. */
export function teamsInline(line: string, place: MarkdownPlace): string {
	return piecesOf(line)
		.map(({ text, isCode }) => {
			if (isCode) return place === 'card' ? escapeData(codeOf(text)) : text;
			const linked = withImagesAsLinks(text).replace(PLAIN_PAIR, withoutPair);
			return place === 'card' ? linked : withoutUnknownTags(linked);
		})
		.join('');
}

/** A text as bold words; marks that already make a part of it bold are dropped. */
export function boldLine(text: string): string {
	const words = piecesOf(text)
		.map(({ text: piece, isCode }) =>
			isCode ? piece : piece.replace(/(?<!\\)\*\*|(?<![\\\p{L}\p{N}])__|(?<!\\)__(?![\p{L}\p{N}])/gu, ''),
		)
		.join('')
		.trim();
	return words === '' ? '' : `**${words}**`;
}

/** Browsers draw a `<summary>` on a line of its own. */
function withoutPair(_whole: string, tag: string, words: string): string {
	return tag.toLowerCase() === 'summary' ? `${words} ` : words;
}

interface Piece {
	readonly text: string;
	readonly isCode: boolean;
}

function piecesOf(line: string): readonly Piece[] {
	const pieces: Piece[] = [];
	let position = 0;
	for (const { start, end } of codeRanges(line)) {
		pieces.push({ text: line.slice(position, start), isCode: false }, { text: line.slice(start, end), isCode: true });
		position = end;
	}
	return [...pieces, { text: line.slice(position), isCode: false }];
}

/** The code of a span: without its backticks, and without the one space that keeps a backtick away from them. */
function codeOf(span: string): string {
	const ticks = /^`+/.exec(span)?.[0].length ?? 0;
	const code = span.slice(ticks, span.length - ticks);
	return code.startsWith(' ') && code.endsWith(' ') && code.trim() !== '' ? code.slice(1, -1) : code;
}

/** A picture is loaded by whoever reads the message, so an address that a model was talked into is only offered. */
function withImagesAsLinks(text: string): string {
	const fromTags = text.replace(IMAGE_TAG, (_tag, attributes: string) =>
		imageLink(attributeOf(attributes, 'alt'), attributeOf(attributes, 'src')),
	);
	return fromTags.replace(
		IMAGE,
		(_whole, open: string | undefined, alt: string, address: string, title: string, close: string | undefined) => {
			if (open !== undefined && close !== undefined) return `[${described(alt)}]`;
			return `${open ?? ''}${imageLink(alt, address, title)}${close ?? ''}`;
		},
	);
}

function imageLink(alt: string, address: string, title = ''): string {
	return LINKED.test(address.replace(/^</, '')) ? `[${described(alt)}](${address}${title})` : described(alt);
}

function described(alt: string): string {
	return alt.trim() === '' ? NO_DESCRIPTION : alt;
}

function attributeOf(attributes: string, name: 'alt' | 'src'): string {
	const match = ATTRIBUTES[name].exec(attributes);
	return match?.[1] ?? match?.[2] ?? match?.[3] ?? '';
}

const ATTRIBUTES = {
	alt: /\salt\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i,
	src: /\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i,
} as const;

/** `List<String>` would lose its second word, because Teams reads HTML in the text of a message. */
function withoutUnknownTags(text: string): string {
	return text.replace(TAG_START, (bracket, at: number) => {
		const rest = text.slice(at + 1, at + 2_300);
		return DRAWN_TAG.test(rest) || AUTOLINK.test(rest) ? bracket : '&lt;';
	});
}

import type { CardForm } from './card-form';

import { createDataText } from '../data-text';
import { escapeData, plainLine } from '../markdown';

/** A piece of an Adaptive Card. */
export type Element = Readonly<Record<string, unknown>>;

/** Writes texts as this form asks: direction, dates, escapes. */
export interface Writer {
	readonly rightToLeft: boolean;
	/** A TextBlock that wraps. `text` is Markdown. */
	text(text: string, looks?: Element): Element;
	/** A data value as Markdown that shows it as it was written. */
	data(value: unknown): string;
	/** A data value as plain text, for places without Markdown (button titles, alternative texts). */
	plain(value: unknown): string;
}

/** The marks of Markdown lists. */
const BULLET = /^\s*[-*+]\s+/;
const NUMBER = /^(\s*\d{1,9})([.)])(?=\s)/;

const RIGHT_TO_LEFT_ISOLATE = '\u2067';
const POP_ISOLATE = '\u2069';

/**
 * Creates the writer of a form. Right to left: texts are on the right, and each line is isolated as right-to-left text,
 * because `rtl` is a member of version 1.5 (Adaptive Cards schema). Throws `option-invalid`, see {@link createDataText}.
 */
export function createWriter({ rightToLeft, dates }: Pick<CardForm, 'rightToLeft' | 'dates'>): Writer {
	const dataText = createDataText(dates);
	return {
		rightToLeft,
		text: (text, looks = {}) => ({
			type: 'TextBlock',
			text: rightToLeft ? isolateLines(text) : text,
			wrap: true,
			...looks,
			...(rightToLeft ? { horizontalAlignment: 'right' } : {}),
		}),
		data: (value) => escapeData(dataText(value)),
		plain: (value) => plainLine(dataText(value)),
	};
}

/** Lists as lines with their own bullets or numbers: the marks of a Markdown list would stay on the left. */
export function withoutLists(text: string): string {
	return text
		.split('\n')
		.map((line) => line.replace(BULLET, '• ').replace(NUMBER, '$1\\$2'))
		.join('\n');
}

function isolateLines(text: string): string {
	return text
		.split('\n')
		.map((line) => (line.trim() === '' ? line : `${RIGHT_TO_LEFT_ISOLATE}${line}${POP_ISOLATE}`))
		.join('\n');
}

import type { OnTooLarge } from '../../../src/cards/size/fit';
import type { DateFormat } from '../../../src/cards/form/card-form';
import type { PrepareOptions } from '../../../src/cards/prepare';
import type { ItemInput } from '../item-input';

import { ITEMS_IN_CARD_MAX, MESSAGE_MAX_BYTES } from '../../../src/limits';
import { oneOf } from './option-values';
import { numberIn } from '../../shared/number-option';

const MORE_TEXT = 'and {count} more';

/** The options for the looks of a card. `fullWidth` is `undefined` if nothing was chosen: then it is `true`, except for cards from JSON. */
export interface Looks {
	readonly summary: string;
	readonly fullWidth: boolean | undefined;
	/** True if the text of a message is not turned into the Markdown that Teams draws. */
	readonly asWritten: boolean;
	readonly rightToLeft: boolean;
	readonly escapeText: boolean;
	readonly dates: DateFormat;
	/** Items that one card shows; the others are counted. */
	readonly maxItems: number;
	/** The line for the other items; `{count}` is their number. */
	readonly moreText: string;
}

/**
 * Reads what to do with a message that has mistakes or is too large; `tooLarge` applies to a large one if nobody has
 * chosen. Throws `option-invalid`.
 */
export function readPrepareOptions(
	input: ItemInput,
	tooLarge: OnTooLarge = 'truncate',
): Omit<PrepareOptions, 'target'> {
	const options = input.options();
	return {
		onInvalid: oneOf(options.onInvalid ?? 'fail', ['fail', 'warn'] as const, 'On Invalid Card'),
		onTooLarge: oneOf<OnTooLarge>(
			options.onTooLarge ?? tooLarge,
			['truncate', 'split', 'fail'] as const,
			'On Too Large',
		),
		maxBytes: numberIn(options.maxBytes ?? MESSAGE_MAX_BYTES, { name: 'Max Size (Bytes)', from: 1, whole: true }),
	};
}

/** Reads how a card should look. Throws `option-invalid`. */
export function readLooks(input: ItemInput): Looks {
	const options = input.options();
	const timeZone = text(options.timeZone);
	return {
		summary: text(options.summary).trim(),
		fullWidth: typeof options.fullWidth === 'boolean' ? options.fullWidth : undefined,
		asWritten: oneOf(options.markdown ?? 'teams', ['teams', 'asWritten'] as const, 'Markdown') === 'asWritten',
		rightToLeft: options.rightToLeft === true,
		escapeText: options.escape === true,
		dates: {
			style: oneOf(options.dates ?? 'asWritten', ['asWritten', 'date', 'dateTime'] as const, 'Dates'),
			locale: text(options.locale).trim(),
			timeZone: timeZone.trim() === '' ? input.timeZone() : timeZone.trim(),
		},
		maxItems: numberIn(options.maxItems ?? ITEMS_IN_CARD_MAX, { name: 'Max Items', from: 1, whole: true }),
		moreText: text(options.moreText).trim() === '' ? MORE_TEXT : text(options.moreText),
	};
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

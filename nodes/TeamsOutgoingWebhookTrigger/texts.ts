import { FIXED_TEXTS } from '../../src/outgoing-webhook/texts';
import { textsOptionOf } from '../shared/texts-option';

/** The option that replaces the sentences people in Teams read. */
export const textsOption = textsOptionOf(FIXED_TEXTS, {
	description: 'What people in Teams read, in your own words or language. Text that you do not add stays in English.',
});

import type { CardForm } from '../../src/cards/form/card-form';

/** A form in which nothing is filled in. */
export const EMPTY_FORM: CardForm = {
	title: '',
	text: '',
	color: 'default',
	factGroups: [],
	moreItems: 0,
	moreText: 'and {count} more',
	images: [],
	buttons: [],
	mentions: [],
	fullWidth: true,
	rightToLeft: false,
	escapeText: false,
	dates: { style: 'asWritten', locale: '', timeZone: 'UTC' },
};

import type { Finding } from '../finding';
import type { CardForm } from './card-form';
import type { Element, Writer } from './writer';

import { BUTTONS_PER_SET } from '../../limits';
import { encodeUrl } from '../encode-url';

/** What a button can open. */
const BUTTON_PROTOCOLS: ReadonlySet<string> = new Set(['https:', 'http:', 'mailto:', 'tel:', 'msteams:']);

/** The images of the form: a single one, or several in a set. Addresses are encoded; images without an https address are left out and reported. */
export function imageElements(
	images: CardForm['images'],
	write: Writer,
): { readonly elements: readonly Element[]; readonly findings: readonly Finding[] } {
	const filled = images
		.map((image, index) => ({ altText: write.plain(image.altText), url: encodeUrl(image.url), index }))
		.filter(({ url, altText }) => url !== '' || altText !== '');
	const usable = filled.filter(({ url }) => protocolOf(url) === 'https:');
	const findings = filled.filter((image) => !usable.includes(image)).map(({ index }) => lostImage(index));
	const elements = usable.map(({ url, altText }) => ({
		type: 'Image',
		url,
		...(altText === '' ? {} : { altText }),
		msteams: { allowExpand: true },
	}));
	if (elements.length > 1) return { elements: [{ type: 'ImageSet', imageSize: 'medium', images: elements }], findings };
	return { elements, findings };
}

/**
 * The buttons of the form: up to six as the actions of the card, more in sets of six, because Teams shows about six
 * per set (teams.md H.2). A button without an absolute address would make the card invalid (X17): it is left out and reported.
 */
export function buttonElements(
	buttons: CardForm['buttons'],
	write: Writer,
): {
	readonly elements: readonly Element[];
	readonly actions: readonly Element[];
	readonly findings: readonly Finding[];
} {
	const filled = buttons
		.map((button, index) => ({ title: write.plain(button.title), url: encodeUrl(button.url), index }))
		.filter(({ title, url }) => url !== '' || title !== '');
	const usable = filled.filter(({ url }) => BUTTON_PROTOCOLS.has(protocolOf(url)));
	const findings = filled.filter((button) => !usable.includes(button)).map(({ index }) => lostButton(index));
	const actions = usable.map(({ title, url }) => ({
		type: 'Action.OpenUrl',
		title: title === '' ? hostOf(url) : title,
		url,
	}));
	if (actions.length <= BUTTONS_PER_SET) return { elements: [], actions, findings };
	const sets = Array.from({ length: Math.ceil(actions.length / BUTTONS_PER_SET) }, (_, set) =>
		actions.slice(set * BUTTONS_PER_SET, (set + 1) * BUTTONS_PER_SET),
	);
	return { elements: sets.map((inSet) => ({ type: 'ActionSet', actions: inSet })), actions: [], findings };
}

/** The protocol of an absolute URL, `''` for anything else; http and https need a host. */
function protocolOf(url: string): string {
	if (/^https?:(?!\/\/[^/\\])/i.test(url)) return '';
	return URL.canParse(url) ? new URL(url).protocol : '';
}

function hostOf(url: string): string {
	return new URL(url).hostname || url;
}

function lostImage(index: number): Finding {
	return {
		severity: 'warning',
		code: 'image-left-out',
		path: `images[${index}].url`,
		message: 'The address of this image is not an https URL, so the image was left out.',
		fix: 'Use an address that starts with https:// and that everybody in the channel can open.',
	};
}

function lostButton(index: number): Finding {
	return {
		severity: 'error',
		code: 'button-left-out',
		path: `buttons[${index}].url`,
		message:
			'The address of this button is not an absolute URL, which would make Teams refuse the card, so the button was left out.',
		fix: 'Use an address that starts with https://.',
	};
}

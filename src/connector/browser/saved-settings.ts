import type { Settings } from '../wire';

/** Hosts store the address of the page; a longer one may be cut off or refused. */
const ADDRESS_MAX_CHARACTERS = 2_000;

const MARK = '#settings=';

/** The address of this page without query and fragment: the one that n8n serves. */
export function pageUrl(): string {
	return location.origin + location.pathname;
}

/**
 * The address that the host opens on edit. What was chosen stands in its fragment, which no browser sends to a server,
 * so that the form is filled in again. Settings that are too long for an address are left out.
 */
export function editUrl(settings: Settings): string {
	const url = pageUrl() + MARK + encodeURIComponent(JSON.stringify(settings));
	return url.length > ADDRESS_MAX_CHARACTERS ? pageUrl() : url;
}

/** What was saved, from the address that the host has kept. `undefined` where it holds nothing that can be read. */
export function savedSettings(url: string | undefined): Readonly<Record<string, unknown>> | undefined {
	const [, text] = (url ?? '').split(MARK);
	if (text === undefined) return undefined;
	try {
		const value: unknown = JSON.parse(decodeURIComponent(text));
		return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
	} catch {
		// Not of this page's making: the form starts with its defaults.
		return undefined;
	}
}

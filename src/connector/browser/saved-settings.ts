import type { Settings } from '../wire';

/** Hosts store the address of the page; a longer one may be cut off or refused. */
const ADDRESS_MAX_CHARACTERS = 2_000;

const MARK = '#settings=';

/** The address of this page without query and fragment, as n8n serves it. */
export function pageUrl(): string {
	return location.origin + location.pathname;
}

/**
 * The address that the host opens on edit. Its fragment, which browsers do not send to servers, contains the settings, so
 * that the form is filled in again. Settings that are too long for an address are left out.
 */
export function editUrl(settings: Settings): string {
	const url = pageUrl() + MARK + encodeURIComponent(JSON.stringify(settings));
	return url.length > ADDRESS_MAX_CHARACTERS ? pageUrl() : url;
}

/** The saved settings from the address that the host has kept. `undefined` if it has none that can be read. */
export function savedSettings(url: string | undefined): Readonly<Record<string, unknown>> | undefined {
	const [, text] = (url ?? '').split(MARK);
	if (text === undefined) return undefined;
	try {
		const value: unknown = JSON.parse(decodeURIComponent(text));
		return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
	} catch {
		// Not written by this page: the form starts with its defaults.
		return undefined;
	}
}

import { Template } from 'adaptivecards-templating';

/**
 * What the official engine makes of a template, or `refused` if it throws. Data is copied because the engine's
 * functions change what they are given.
 */
export function expandOfficially(
	template: unknown,
	data: unknown,
): { readonly card: unknown } | { readonly refused: string } {
	try {
		const card: unknown = new Template(template).expand({ $root: structuredClone(data) as object });
		return { card: JSON.parse(JSON.stringify(card)) as unknown };
	} catch (error) {
		return { refused: error instanceof Error ? error.message : String(error) };
	}
}

/** The official engine asks the machine for its locale. */
export function officialLocaleIsEnglish(): void {
	const options = new Intl.DateTimeFormat('en-US').resolvedOptions();
	jest.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue({ ...options, locale: 'en-US' });
}

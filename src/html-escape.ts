const ESCAPES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
	'`': '&#96;',
};

/** A text, escaped for use between tags and in quoted attributes. A NUL, which HTML does not know, becomes U+FFFD. */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>"'`]/g, (character) => ESCAPES[character] ?? '').replaceAll('\0', '\ufffd');
}

/** JSON, escaped for a script element: nothing in it can end the element or begin a comment. */
export function scriptJson(value: unknown): string {
	return JSON.stringify(value).replace(
		/[<>&\u2028\u2029]/g,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}

import { TeamsWebhookError } from './errors';
import { scalarText } from './json';

/** A sentence that people in Teams read: its name in the panel, when it is read, its words, and its placeholders. */
export interface FixedText {
	/** Short: n8n cuts off the name of a field in a collection within a collection after about 21 characters. */
	readonly label: string;
	readonly when: string;
	readonly text: string;
	readonly placeholders?: readonly string[];
}

/** The sentences of a table, by their names. */
export type TextsOf<Table> = Readonly<Record<keyof Table, string>>;

/** The form of a placeholder; other braces have no meaning. */
const PLACEHOLDER = /\{([A-Za-z]+)\}/g;

/**
 * The sentences of a table, each replaced if there is a replacement. A blank one leaves the sentence in English, because
 * nothing would be read in its place. Throws `option-invalid` for a placeholder that the sentence does not have.
 */
export function replaceTexts<Table extends Readonly<Record<string, FixedText>>>(
	table: Table,
	replacements: Readonly<Record<string, unknown>>,
): TextsOf<Table> {
	const texts = Object.entries<FixedText>(table).map(([name, fixed]) => [
		name,
		textOf(fixed, Object.hasOwn(replacements, name) ? scalarText(replacements[name]).trim() : ''),
	]);
	// The entries are those of the table.
	return Object.fromEntries(texts) as TextsOf<Table>;
}

/** Puts values into the placeholders of a sentence; they are not read again. */
export function fillText(text: string, values: Readonly<Record<string, string>>): string {
	return text.replace(PLACEHOLDER, (placeholder, name: string) =>
		Object.hasOwn(values, name) ? (values[name] ?? '') : placeholder,
	);
}

function textOf({ label, text, placeholders = [] }: FixedText, replacement: string): string {
	const unknown = [...replacement.matchAll(PLACEHOLDER)].find(([, name = '']) => !placeholders.includes(name));
	if (unknown === undefined) return replacement === '' ? text : replacement;
	throw new TeamsWebhookError(
		'option-invalid',
		`The text "${label}" contains ${unknown[0].slice(0, 40)}, which is not one of its placeholders.`,
		placeholders.length === 0
			? 'This text does not have placeholders; write it without braces.'
			: `Use ${placeholders.map((name) => `{${name}}`).join(', ')}.`,
	);
}

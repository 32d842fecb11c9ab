import { textContent } from '../../src/cards/content';
import { buildEnvelope } from '../../src/cards/envelope';

/** This many short alerts, each different from the others. */
export function textsOf(count: number): readonly string[] {
	return Array.from(
		{ length: count },
		(_, index) =>
			`Alert ${String(index).padStart(5, '0')}: the disk of db-${index % 40} is ${50 + (index % 50)} % full, see the runbook`,
	);
}

/** The request body that Send makes from a text for a flow. */
export function bodyOf(text: string): string {
	return buildEnvelope(textContent(text), 'workflows');
}

/**
 * The same body as an expression for n8n's HTTP Request node, with the text of the item. Braces are kept apart: two in
 * a row end an expression.
 */
export function bodyExpression(): string {
	const place = 'THE TEXT OF THE ITEM';
	return `={{ ${bodyOf(place)
		.replace(JSON.stringify(place), '$json.text')
		.replace(/\}(?=\})/g, '} ')} }}`;
}

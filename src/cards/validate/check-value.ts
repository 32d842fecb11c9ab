import type { CardPosition } from './card-position';
import type { Wording } from './report';
import type { Shape } from './table';
import type { Job, Walk } from './walk-state';

import { checkText, hasTemplate, noteTags, reportTemplate } from './check-text';
import { suggestion } from './suggest';

/** Checks a value that holds no others: a string, a number, a truth value. `null` counts as absent. */
export function checkScalar(walk: Walk, { value, place, shape }: Job): void {
	if (value === null || value === undefined || place === undefined) return;
	if (typeof value === 'string') return checkString(walk, place, value, shape);
	if (shape === undefined || shape.any === true) return;
	if (typeof value === 'number' && shape.number === true) return;
	if (typeof value === 'boolean' && shape.boolean === true) return;
	reportType(walk, place, value, shape);
}

function checkString(walk: Walk, place: CardPosition, value: string, shape: Shape | undefined): void {
	// Code may say anything, also in an element that nobody knows.
	if (shape?.text === 'code' || place.key === 'codeSnippet') return;
	if (hasTemplate(value) || shape === undefined || shape.any === true) noteTags(walk, value);
	if (hasTemplate(value)) return reportTemplate(walk, place);
	if (shape === undefined || shape.any === true) return;
	if (shape.text !== undefined) return checkText(walk, place, value, shape.text);
	if (shape.values !== undefined) return checkEnum(walk, place, value, shape.values);
	// The official renderer takes these two texts for truth values.
	if (shape.boolean === true && (value === 'true' || value === 'false')) return;
	reportType(walk, place, value, shape);
}

function checkEnum(walk: Walk, place: CardPosition, value: string, values: ReadonlyMap<string, string>): void {
	if (values.has(value.toLowerCase())) return;
	walk.report.add('enum-unknown', place, () => {
		const meant = suggestion(value, values.values());
		return {
			message: `\`${shortened(value)}\` is no value of \`${place.key}\`.`,
			fix: meant === undefined ? `Use one of ${listed([...values.values()])}.` : `Did you mean ${meant}?`,
		};
	});
}

/** Tells that a value is of another type than its place asks for. */
export function reportType(walk: Walk, place: CardPosition | undefined, value: unknown, shape: Shape): void {
	walk.report.add('member-type', place, () => typeWording(place, value, shape));
}

function typeWording(place: CardPosition | undefined, value: unknown, shape: Shape): Wording {
	const wanted = typesOf(shape);
	const quotes = typeof value === 'number' && wanted === 'a string' ? ' Put it in quotes.' : '';
	return { message: `${nameOf(place)} is ${typeOf(value)}, and is ignored.`, fix: `It takes ${wanted}.${quotes}` };
}

function nameOf(place: CardPosition | undefined): string {
	return place === undefined || typeof place.key === 'number' ? 'This' : `\`${place.key}\``;
}

function typesOf(shape: Shape): string {
	const types = [
		shape.text === undefined && shape.values === undefined ? [] : 'a string',
		shape.number === true ? 'a number' : [],
		shape.boolean === true ? 'true or false' : [],
		shape.type === undefined && shape.group === undefined && shape.object !== true ? [] : 'an object',
		shape.items === undefined ? [] : 'an array',
	].flat();
	return types.join(' or ');
}

function typeOf(value: unknown): string {
	if (Array.isArray(value)) return 'an array';
	return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** At most eight names, so that a fix stays one line. */
function listed(values: readonly string[]): string {
	return values.length <= 8 ? values.join(', ') : `${values.slice(0, 8).join(', ')}, ...`;
}

/** Names and values in a message are cut after 60 characters. */
export function shortened(text: string): string {
	return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}

import type { CardPosition } from './card-position';
import type { Wording } from './report';
import type { Shape } from './table';
import type { WalkJob, Walk } from './walk-state';

import { checkText, hasTemplate, noteTags, reportTemplate } from './check-text';
import { suggestion } from './suggest';

/** Checks a plain value: a string, a number or a boolean. `null` counts as absent. */
export function checkScalar(walk: Walk, { value, position, shape }: WalkJob): void {
	if (value === null || value === undefined || position === undefined) return;
	if (typeof value === 'string') return checkString(walk, position, value, shape);
	if (shape === undefined || shape.any === true) return;
	if (typeof value === 'number' && shape.number === true) return;
	if (typeof value === 'boolean' && shape.boolean === true) return;
	reportType(walk, position, value, shape);
}

function checkString(walk: Walk, position: CardPosition, value: string, shape: Shape | undefined): void {
	// Code can contain anything, even in an unknown element.
	if (shape?.text === 'code' || position.key === 'codeSnippet') return;
	if (hasTemplate(value) || shape === undefined || shape.any === true) noteTags(walk, value);
	if (hasTemplate(value)) return reportTemplate(walk, position);
	if (shape === undefined || shape.any === true) return;
	if (shape.text !== undefined) return checkText(walk, position, value, shape.text);
	if (shape.values !== undefined) return checkEnum(walk, position, value, shape.values);
	// The official renderer accepts these two texts as booleans.
	if (shape.boolean === true && (value === 'true' || value === 'false')) return;
	reportType(walk, position, value, shape);
}

function checkEnum(walk: Walk, position: CardPosition, value: string, values: ReadonlyMap<string, string>): void {
	if (values.has(value.toLowerCase())) return;
	walk.report.add('enum-unknown', position, () => {
		const meant = suggestion(value, values.values());
		return {
			message: `\`${shortened(value)}\` is not a valid value for \`${position.key}\`.`,
			fix: meant === undefined ? `Use one of ${listed([...values.values()])}.` : `Did you mean ${meant}?`,
		};
	});
}

/** Reports a value with a type that its place does not accept. */
export function reportType(walk: Walk, position: CardPosition | undefined, value: unknown, shape: Shape): void {
	walk.report.add('member-type', position, () => typeWording(position, value, shape));
}

function typeWording(position: CardPosition | undefined, value: unknown, shape: Shape): Wording {
	const wanted = typesOf(shape);
	const quotes = typeof value === 'number' && wanted === 'a string' ? ' Put it in quotes.' : '';
	return { message: `${nameOf(position)} is ${typeOf(value)}, and is ignored.`, fix: `Use ${wanted}.${quotes}` };
}

function nameOf(position: CardPosition | undefined): string {
	return position === undefined || typeof position.key === 'number' ? 'This' : `\`${position.key}\``;
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

import type { JsonObject } from '../../json';
import type { Finding } from '../finding';

import { isPlainObject } from '../../json';
import { memberPath } from './shapes';

/** An object of the card, and its path. */
export interface LocatedObject {
	readonly value: JsonObject;
	readonly path: string;
}

/** Reads members and collects what cannot be converted. */
export interface LossCollector {
	readonly findings: readonly Finding[];
	lose(path: string, message: string, fix: string): void;
	/** A member as text, including numbers and booleans; anything else is lost. `''` if it is missing. */
	text(holder: LocatedObject, name: string): string;
	/** The objects in a list; other entries are lost, and `null` is ignored. */
	objects(holder: LocatedObject, name: string): readonly LocatedObject[];
}

/** Chosen: names in findings are cut. */
const NAME_MAX_CHARACTERS = 40;

/** Starts a collection. */
export function createLossCollector(): LossCollector {
	const findings: Finding[] = [];
	const lose = (path: string, message: string, fix: string) => {
		findings.push({ severity: 'warning', code: 'message-card-lost', path, message, fix });
	};
	const text = ({ value, path }: LocatedObject, name: string) => {
		const member = value[name];
		if (typeof member === 'string') return member;
		if (typeof member === 'number' || typeof member === 'boolean') return String(member);
		if (!isAbsent(member))
			lose(memberPath(path, name), `"${name}" is not text, so it was left out.`, 'Write it as text, in quotes.');
		return '';
	};
	const objects = ({ value, path }: LocatedObject, name: string) => {
		const member = value[name];
		const at = memberPath(path, name);
		if (!Array.isArray(member)) {
			if (!isAbsent(member))
				lose(at, `"${name}" is not a list, so it was left out.`, 'Write a list: square brackets around the objects.');
			return [];
		}
		return member.flatMap((entry: unknown, index) => located(entry, `${at}[${index}]`, lose));
	};
	return { findings, lose, text, objects };
}

function located(entry: unknown, path: string, lose: LossCollector['lose']): readonly LocatedObject[] {
	if (isPlainObject(entry)) return [{ value: entry, path }];
	if (!isAbsent(entry))
		lose(
			path,
			'This entry is not an object, so it was left out.',
			'Write an object: curly brackets around its members.',
		);
	return [];
}

/** True for a member that is missing or `null`. */
export function isAbsent(value: unknown): boolean {
	return value === undefined || value === null;
}

/** A name of a member or type as findings show it. */
export function shownName(name: unknown): string {
	return typeof name === 'string' ? `"${name.slice(0, NAME_MAX_CHARACTERS)}"` : '(none)';
}

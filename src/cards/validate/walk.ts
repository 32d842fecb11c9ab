import type { CardType } from './table';
import type { WalkJob, Walk } from './walk-state';

import { isPlainObject } from '../../json';
import {
	checkId,
	checkMemberSince,
	checkObject,
	checkRequired,
	checkTeamsAlias,
	checkUnknownMember,
	typeOfObject,
} from './check-object';
import { checkScalar, reportType } from './check-value';
import { positionBelow } from './walk-state';

/** Chosen: far more objects and arrays than any target accepts; it ends the walk over an object that contains itself. */
const CONTAINERS_MAX = 400_000;

/** Walks over everything below the jobs on the stack, in the order of the card. It does not recurse. */
export function walkCard(walk: Walk): void {
	let left = CONTAINERS_MAX;
	for (let job = walk.stack.pop(); job !== undefined && left > 0; job = walk.stack.pop()) {
		const later: WalkJob[] = [];
		open(walk, job, later);
		left -= 1;
		for (let index = later.length - 1; index >= 0; index -= 1) {
			const next = later[index];
			if (next !== undefined) walk.stack.push(next);
		}
	}
}

/** Opens an array or an object: scalars in it are checked at once, arrays and objects are left for later. */
function open(walk: Walk, job: WalkJob, later: WalkJob[]): void {
	if (Array.isArray(job.value)) openArray(walk, job, job.value, later);
	else if (isPlainObject(job.value)) openObject(walk, job, job.value, later);
}

function openArray(
	walk: Walk,
	{ position, shape, alternative, around }: WalkJob,
	values: readonly unknown[],
	later: WalkJob[],
): void {
	const known = shape !== undefined && shape.any !== true;
	if (known && shape.items === undefined) reportType(walk, position, values, shape);
	const items = known ? shape.items : undefined;
	for (let index = 0; index < values.length; index += 1) {
		look(
			walk,
			{ value: values[index], position: positionBelow(position, index), shape: items, alternative, around },
			later,
		);
	}
}

function openObject(walk: Walk, job: WalkJob, object: Readonly<Record<string, unknown>>, later: WalkJob[]): void {
	const type = typeFor(walk, job, object);
	if (type === undefined) return openUnknown(walk, job, object, later);
	checkObject(walk, job, object, type);
	const inside = type.since > job.around ? { ...job, around: type.since } : job;
	for (const key of Object.keys(object)) openMember(walk, inside, { key, value: object[key], type }, later);
	checkRequired(walk, job.position, object, type);
	if (type.typed) checkId(walk, job.position, object.id, job.alternative);
}

function typeFor(
	walk: Walk,
	{ position, shape }: WalkJob,
	object: Readonly<Record<string, unknown>>,
): CardType | undefined {
	if (shape === undefined || shape.any === true) return undefined;
	if (shape.type !== undefined || shape.group !== undefined) return typeOfObject(walk, position, object, shape);
	if (shape.object !== true) reportType(walk, position, object, shape);
	return undefined;
}

interface OwnMember {
	readonly key: string;
	readonly value: unknown;
	readonly type: CardType;
}

function openMember(walk: Walk, job: WalkJob, { key, value, type }: OwnMember, later: WalkJob[]): void {
	if (value === null || value === undefined) return;
	const isTeamsAlias = key === 'msTeams' && type.key === 'AdaptiveCard';
	const member = type.members.get(isTeamsAlias ? 'msteams' : key);
	if (member === undefined && key === 'type') return;
	const position = positionBelow(job.position, key);
	if (isTeamsAlias) checkTeamsAlias(walk, position, value);
	if (member === undefined) checkUnknownMember(walk, position, type);
	else checkMemberSince(walk, { position, around: job.around }, member, type);
	if (member === undefined && key.startsWith('$')) return;
	look(
		walk,
		{ value, position, shape: member?.shape, alternative: job.alternative || key === 'fallback', around: job.around },
		later,
	);
	if (key === 'targetElements') noteTargets(walk, job, value);
}

function openUnknown(walk: Walk, job: WalkJob, object: Readonly<Record<string, unknown>>, later: WalkJob[]): void {
	checkId(walk, job.position, object.id, true);
	for (const key of Object.keys(object))
		look(walk, { ...job, value: object[key], position: positionBelow(job.position, key), shape: undefined }, later);
}

function look(walk: Walk, job: WalkJob, later: WalkJob[]): void {
	if (typeof job.value === 'object' && job.value !== null) later.push(job);
	else checkScalar(walk, job);
}

function noteTargets(walk: Walk, job: WalkJob, targets: unknown): void {
	if (!Array.isArray(targets)) return;
	const list = positionBelow(job.position, 'targetElements');
	targets.forEach((target: unknown, index) => {
		const position = positionBelow(list, index);
		if (typeof target === 'string') walk.targets.push({ id: target, position });
		else if (isPlainObject(target) && typeof target.elementId === 'string')
			walk.targets.push({ id: target.elementId, position: positionBelow(position, 'elementId') });
	});
}

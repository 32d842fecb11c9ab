import type { Finding } from '../finding';
import type { Problem } from './expression';
import type { Failure } from './failure';

import { FINDINGS_MAX } from './template-limits';

/** Collects findings, each once, however often its place is repeated. Where there are too many, warnings go. */
export interface Report {
	readonly findings: readonly Finding[];
	add(finding: Finding): void;
}

const FIX_VALUE = "Give the function what docs/templates.md says it takes; coalesce(name, 'text') stands in for what may be missing.";
const FIX_MISSING = "Check the spelling, or give a value for when it is missing: coalesce(name, 'text'). To leave the element out, use $when with exists(name).";

/** An empty report. */
export function createReport(): Report {
	const findings: Finding[] = [];
	const known = new Set<string>();
	const add = (finding: Finding): void => {
		const key = `${finding.code} ${finding.path} ${finding.message}`;
		if (known.has(key) || !makeRoom(findings, finding)) return;
		known.add(key);
		findings.push({ ...finding, path: finding.path === '' ? '$' : finding.path });
	};
	return { findings, add };
}

/** True where there is room for one more: an error takes the place of the last warning. */
function makeRoom(findings: Finding[], { severity }: Finding): boolean {
	if (findings.length < FINDINGS_MAX) return true;
	const lastWarning = severity === 'error' ? findings.map((finding) => finding.severity).lastIndexOf('warning') : -1;
	if (lastWarning === -1) return false;
	findings.splice(lastWarning, 1);
	return true;
}

/** What reading a template found. */
export function problemFinding(path: string, { code, message, fix }: Problem): Finding {
	return { severity: 'error', code, path, message, fix };
}

/** A name that the data lacks. */
export function missingFinding(path: string, name: string): Finding {
	return { severity: 'warning', code: 'template-undefined', path, message: `The data has no "${name.slice(0, 100)}"; the card shows the binding instead.`, fix: FIX_MISSING };
}

/** An expression that has no value, though nothing in it failed. */
export function valuelessFinding(path: string, written: string): Finding {
	return { severity: 'warning', code: 'template-undefined', path, message: `${written.slice(0, 100)} has no value.`, fix: FIX_MISSING };
}

/** An expression that failed. */
export function failureFinding(path: string, written: string, { code, why, by }: Failure): Finding {
	const reason = by === undefined ? why : `${by}(): ${why}`;
	return { severity: 'warning', code, path, message: `${written.slice(0, 100)} cannot be evaluated: ${reason}.`, fix: code === 'template-undefined' ? FIX_MISSING : FIX_VALUE };
}

/** A condition that is neither true nor false. */
export function conditionFinding(path: string, what: string): Finding {
	return {
		severity: 'warning',
		code: 'template-when-not-boolean',
		path,
		message: `$when is ${what}, neither true nor false; the element is left out.`,
		fix: 'Write a condition as "${count > 0}" or "${exists(name)}"; bool(value) makes true or false of a value.',
	};
}

/** A limit of `template-limits.ts` that was passed; there is no card then. */
export function tooLargeFinding(path: string, why: string): Finding {
	return { severity: 'error', code: 'template-too-large', path, message: `The template was given up: ${why}.`, fix: 'Repeat over fewer entries, for example take(items, 50), and insert only the fields that the card shows.' };
}

import type { Finding } from '../finding';
import type { ExpressionProblem } from './expression';
import type { Failure } from './failure';

import { FINDINGS_MAX } from './template-limits';

/** Collects findings, each once, however often its place is repeated. If there are too many, warnings are dropped. */
export interface TemplateReport {
	readonly findings: readonly Finding[];
	add(finding: Finding): void;
}

/** Names and bindings are shown up to this length. */
const EXCERPT_CHARACTERS = 100;

const FIX_VALUE =
	"Give the function the values that docs/templates.md lists for it; for values that may be missing, use coalesce(name, 'text').";
const FIX_MISSING =
	"Check the spelling, or give a default value: coalesce(name, 'text'). To leave the element out, use $when with exists(name).";

/** An empty report. */
export function createTemplateReport(): TemplateReport {
	const findings: Finding[] = [];
	const known = new Set<string>();
	const add = (finding: Finding): void => {
		const place = placeOf(findings, finding);
		// Checked before the key is made, so that findings without a place cost nothing.
		if (place === undefined) return;
		const key = `${finding.code} ${finding.path} ${finding.message}`;
		if (known.has(key)) return;
		if (place < findings.length) findings.splice(place, 1);
		known.add(key);
		findings.push({ ...finding, path: finding.path === '' ? '$' : finding.path });
	};
	return { findings, add };
}

/** The index for one more finding: the end, or for an error the place of the last warning. `undefined` if there is none. */
function placeOf(findings: readonly Finding[], { severity }: Finding): number | undefined {
	if (findings.length < FINDINGS_MAX) return findings.length;
	const lastWarning = severity === 'error' ? findings.map((finding) => finding.severity).lastIndexOf('warning') : -1;
	return lastWarning === -1 ? undefined : lastWarning;
}

/** A finding from reading the template. */
export function problemFinding(path: string, { code, message, fix }: ExpressionProblem): Finding {
	return { severity: 'error', code, path, message, fix };
}

/** A name that the data does not have. */
export function missingFinding(path: string, name: string): Finding {
	return {
		severity: 'warning',
		code: 'template-undefined',
		path,
		message: `The data does not have "${excerpt(name)}"; the card shows the binding instead.`,
		fix: FIX_MISSING,
	};
}

/** An expression without a value, although no part of it failed. */
export function valuelessFinding(path: string, written: string): Finding {
	return {
		severity: 'warning',
		code: 'template-undefined',
		path,
		message: `${excerpt(written)} does not have a value.`,
		fix: FIX_MISSING,
	};
}

/** An expression that failed. */
export function failureFinding(path: string, written: string, { code, why, by }: Failure): Finding {
	const reason = by === undefined ? why : `${by}(): ${why}`;
	return {
		severity: 'warning',
		code,
		path,
		message: `${excerpt(written)} cannot be evaluated: ${reason}.`,
		fix: code === 'template-undefined' ? FIX_MISSING : FIX_VALUE,
	};
}

/** A condition that is neither true nor false. */
export function conditionFinding(path: string, what: string): Finding {
	return {
		severity: 'warning',
		code: 'template-when-not-boolean',
		path,
		message: `$when is ${what}, neither true nor false; the element is left out.`,
		fix: 'Write a condition as "${count > 0}" or "${exists(name)}"; bool(value) turns a value into true or false.',
	};
}

/** A limit of `template-limits.ts` was exceeded, so no card is made. */
export function tooLargeFinding(path: string, why: string): Finding {
	return {
		severity: 'error',
		code: 'template-too-large',
		path,
		message: `The template is too large: ${why}.`,
		fix: 'Repeat over fewer entries, for example take(items, 50), and insert only the fields that the card shows.',
	};
}

/** The beginning of a text, as a copy: a slice would keep the whole text in memory. */
function excerpt(text: string): string {
	return [...text.slice(0, EXCERPT_CHARACTERS)].join('');
}

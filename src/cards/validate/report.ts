import type { Finding, FindingCode, Target } from '../finding';
import type { Place } from './place';

import { pathOf } from './place';
import { severityOf } from './rules';

/** What a finding says: what is wrong, and what to do. */
export interface Wording {
	readonly message: string;
	readonly fix: string;
}

/** Chosen: more findings than this are no help to anybody. */
export const FINDINGS_MAX = 100;

/** Collects findings in the order they are added; past the maximum it only counts, and builds neither paths nor texts. */
export class Report {
	private readonly findings: Finding[] = [];

	private readonly first: Finding[] = [];

	private left = 0;

	private leftErrors = false;

	constructor(readonly target: Target) {}

	/** Adds one finding. */
	add(code: FindingCode, place: Place | undefined, wording: () => Wording): void {
		if (this.findings.length < FINDINGS_MAX) {
			this.findings.push(this.finding(code, place, wording()));
			return;
		}
		this.left += 1;
		this.leftErrors ||= severityOf(code, this.target) === 'error';
	}

	/** Adds one finding before all others. */
	addFirst(code: FindingCode, place: Place | undefined, wording: Wording): void {
		this.first.push(this.finding(code, place, wording));
	}

	/** All findings, at most {@link FINDINGS_MAX}; where there were more, the last one says how many. */
	list(): readonly Finding[] {
		const all = [...this.first, ...this.findings];
		if (all.length + this.left <= FINDINGS_MAX) return all;
		const shown = all.slice(0, FINDINGS_MAX - 1);
		const hidden = all.slice(FINDINGS_MAX - 1);
		const hasErrors = this.leftErrors || hidden.some(({ severity }) => severity === 'error');
		return [...shown, this.summary(hidden.length + this.left, hasErrors)];
	}

	private finding(code: FindingCode, place: Place | undefined, { message, fix }: Wording): Finding {
		return { severity: severityOf(code, this.target), code, path: pathOf(place), message, fix };
	}

	private summary(count: number, hasErrors: boolean): Finding {
		const errors = hasErrors ? ' Some of them are errors.' : '';
		return { severity: hasErrors ? 'error' : 'warning', code: 'findings-more', path: '$', message: `There are ${count} more findings.${errors}`, fix: 'Mend the ones above and check the card again.' };
	}
}

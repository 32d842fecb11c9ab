import { spawnSync } from 'node:child_process';

import { installPackages } from '../lib/chromium';
import { StepError } from '../lib/steps';

/** Debian's packages with letters for every script of the typical cards. */
const PACKAGES = ['fontconfig', 'fonts-noto-core', 'fonts-noto-cjk'];

/** What the host configs name after Segoe UI, which is Windows' own. */
const FAMILIES = ['Noto Sans', 'Noto Sans Arabic', 'Noto Sans CJK JP'];

/** Makes Latin, Arabic and Japanese letters drawable: without these fonts the pictures would show boxes. */
export function ensureFonts(): void {
	if (hasFonts()) return;
	const complaint = installPackages(PACKAGES);
	if (complaint === undefined && hasFonts()) return;
	throw new StepError(
		`The fonts ${FAMILIES.join(', ')} are missing, and apt-get could not install them: ${complaint ?? ''}`,
		`Install Debian's packages ${PACKAGES.join(', ')}.`,
	);
}

function hasFonts(): boolean {
	const { status, stdout } = spawnSync('fc-list', [':', 'family'], { encoding: 'utf8' });
	const families = new Set((stdout ?? '').split(/[,\n]/).map((family) => family.trim()));
	return status === 0 && FAMILIES.every((family) => families.has(family));
}

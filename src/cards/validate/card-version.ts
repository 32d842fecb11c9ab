import type { MessageTarget } from '../finding';
import type { CardReport } from './report';
import type { TooNew } from './walk-state';

import { hasTemplate } from './check-text';
import { pathOf } from './card-position';
import { highestVersion } from './rules';
import { minorOf } from './table';

/** Where a message goes, in words. */
const TARGET_NAMES: Readonly<Record<MessageTarget, string>> = {
	workflows: 'Workflows',
	connector: 'connectors',
	reply: 'replies',
};

/** The minor version that a card is checked against: the one it declares, else the highest of the target. */
export function declaredVersion(version: unknown, target: MessageTarget): number {
	return typeof version === 'string' && isVersion(version) ? minorOf(version) : highestVersion(target);
}

/** Checks the `version` of the card. Comes before all other findings, and names the first thing that needs more than the target takes. */
export function checkVersion(report: CardReport, version: unknown, tooNew: TooNew | undefined): void {
	const highest = highestVersion(report.target);
	const fix = `Set \`version\` to 1.${highest}.`;
	const position = { parent: undefined, key: 'version' };
	if (version === undefined || version === null)
		return report.addFirst('card-version-missing', position, {
			message: 'The card does not declare its version.',
			fix: `Add \`"version": "1.${highest}"\`.`,
		});
	// A template expression is reported as such.
	if (typeof version === 'string' && hasTemplate(version)) return;
	if (typeof version !== 'string' || !isVersion(version))
		return report.addFirst('card-version-invalid', position, {
			message: 'This is not an Adaptive Cards version.',
			fix: `Set \`version\` to the string "1.${highest}".`,
		});
	if (minorOf(version) <= highest) return;
	const limit =
		report.target === 'workflows'
			? `Workflows refuses cards above 1.${highest}`
			: `Microsoft documents versions up to 1.${highest} for ${TARGET_NAMES[report.target]}`;
	report.addFirst('card-version-too-high', position, {
		message: `${limit}; this card declares ${version}.${needs(tooNew)}`,
		fix: `${fix}${tooNew === undefined ? '' : ` Give ${pathOf(tooNew.position.parent)} a \`fallback\`.`}`,
	});
}

function isVersion(version: string): boolean {
	return /^1\.\d{1,3}$/.test(version);
}

function needs(tooNew: TooNew | undefined): string {
	return tooNew === undefined
		? ' Nothing in it needs a higher version.'
		: ` The first thing that needs a higher version is \`${tooNew.name}\` (1.${tooNew.minor}) at ${pathOf(tooNew.position)}.`;
}

import type { AppFinding } from './app-finding';
import type { AppForm, AppManifest } from './app-form';
import type { IconRule } from './check-icon';

import { TeamsWebhookError } from '../errors';
import { appWarning } from './app-finding';
import { COLOR_ICON_PIXELS, OUTLINE_ICON_PIXELS } from './app-limits';
import { checkIcon } from './check-icon';
import { checkManifest } from './check-manifest';
import { drawColorIcon, drawOutlineIcon } from './draw-icon';
import { strokesOf } from './letters';
import { APP_FILES, buildManifest } from './manifest';
import { zipFiles } from './zip';

/**
 * Where the icons come from: drawn from a letter (empty: the first one of the short name) and the accent colour, or PNG
 * files.
 */
export type IconSource =
	| { readonly kind: 'letter'; readonly letter: string }
	| { readonly kind: 'files'; readonly color: Uint8Array; readonly outline: Uint8Array };

/** A finished package, and warnings about it. */
interface AppPackage {
	readonly fileName: string;
	readonly zip: Uint8Array;
	readonly manifest: AppManifest;
	readonly findings: readonly AppFinding[];
}

/** Chosen: people do not read longer lists of mistakes. */
const ERRORS_SHOWN = 10;

const COLOR_RULE: IconRule = { path: APP_FILES.color, pixels: COLOR_ICON_PIXELS, isOutline: false };
const OUTLINE_RULE: IconRule = { path: APP_FILES.outline, pixels: OUTLINE_ICON_PIXELS, isOutline: true };

/**
 * Builds the Teams app package of a form: a zip with the manifest and two icons at its root. The same input gives the
 * same bytes. Throws `app-package-invalid`, whose description names every mistake with its code.
 */
export function buildAppPackage(form: AppForm, icons: IconSource): AppPackage {
	const manifest = buildManifest(form);
	const findings = [...checkManifest(manifest), ...checkIcons(icons, manifest)];
	const errors = findings.filter(({ severity }) => severity === 'error');
	if (errors.length > 0) throw invalidPackage(errors);
	const { color, outline } = iconsOf(icons, manifest);
	const zip = zipFiles([
		{ name: APP_FILES.manifest, bytes: Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`, 'utf8') },
		{ name: APP_FILES.color, bytes: color },
		{ name: APP_FILES.outline, bytes: outline },
	]);
	return { fileName: `${slugOf(manifest.name.short)}.zip`, zip, manifest, findings };
}

function checkIcons(icons: IconSource, manifest: AppManifest): readonly AppFinding[] {
	if (icons.kind === 'files') return [...checkIcon(icons.color, COLOR_RULE), ...checkIcon(icons.outline, OUTLINE_RULE)];
	if (strokesOf(letterOf(icons.letter, manifest)).isDrawn) return [];
	return [
		appWarning(
			'app-icon-letter',
			APP_FILES.color,
			'The icon letter is not one of A to Z or 0 to 9, so a ring is drawn instead.',
			'Choose one of these characters, or use icons of your own.',
		),
	];
}

function iconsOf(
	icons: IconSource,
	manifest: AppManifest,
): { readonly color: Uint8Array; readonly outline: Uint8Array } {
	if (icons.kind === 'files') return icons;
	const letter = letterOf(icons.letter, manifest);
	return { color: drawColorIcon(manifest.accentColor, letter), outline: drawOutlineIcon(letter) };
}

function letterOf(letter: string, { name }: AppManifest): string {
	return letter.trim() === '' ? name.short : letter;
}

/** A file name that every system accepts; letters of other scripts are kept. */
function slugOf(name: string): string {
	const slug = name
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
		.replace(/^-+|-+$/g, '');
	return slug === '' ? 'teams-app' : slug;
}

function invalidPackage(errors: readonly AppFinding[]): TeamsWebhookError {
	const count = errors.length === 1 ? 'a mistake' : `${errors.length} mistakes`;
	const lines = errors
		.slice(0, ERRORS_SHOWN)
		.map(({ path, message, fix, code }) => `${path}: ${message} ${fix} (${code})`);
	const more = errors.length > ERRORS_SHOWN ? [`And ${errors.length - ERRORS_SHOWN} more.`] : [];
	return new TeamsWebhookError(
		'app-package-invalid',
		`The app package has ${count}: nothing was built.`,
		[...lines, ...more].join('\n'),
	);
}

import type { Finding } from '../finding';

import { joinPaths } from './path-ranges';

/** One piece of a message that was cut or left out. */
export interface Loss {
	readonly kind: 'cut' | 'left-out';
	/** From the root of the card, or of the message if it has several. */
	readonly path: string;
}

/**
 * One warning for the texts that were cut and one for what was left out, each naming every path. They stay short,
 * because cut texts are still part of the limited message, and entries are left out in rows.
 */
export function lossFindings(losses: readonly Loss[]): readonly Finding[] {
	const pathsOf = (wanted: Loss['kind']) => [
		...new Set(losses.filter(({ kind }) => kind === wanted).map(({ path }) => path)),
	];
	const cut = pathsOf('cut');
	const leftOut = pathsOf('left-out');
	return [
		...(cut.length === 0
			? []
			: [finding('content-cut', cut, cut.length === 1 ? 'This text was cut.' : `${cut.length} passages were cut.`)]),
		...(leftOut.length === 0
			? []
			: [
					finding(
						'content-left-out',
						leftOut,
						leftOut.length === 1 ? 'This was left out.' : `${leftOut.length} pieces were left out.`,
					),
				]),
	];
}

function finding(code: 'content-cut' | 'content-left-out', paths: readonly string[], message: string): Finding {
	return {
		severity: 'warning',
		code,
		path: joinPaths(paths).join(', '),
		message,
		fix: 'Shorten it, link to it, or send it in a message of its own.',
	};
}

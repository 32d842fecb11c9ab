import type { Theme } from '../theme';

import { useMemo } from 'preact/hooks';

import { convertMessageCard } from '../../../src/cards/message-card/convert';
import { AdaptiveCardView } from './adaptive-card';

type Json = Readonly<Record<string, unknown>>;

/**
 * A MessageCard as Teams shows it. Buttons that open an address are drawn where a connector posted it; a flow draws
 * none (teams.md C.2), and nobody listens to the others.
 */
export function MessageCardView({
	card,
	theme,
	hasButtons,
}: {
	readonly card: Json;
	readonly theme: Theme;
	readonly hasButtons: boolean;
}) {
	const converted = useMemo(
		() => convertMessageCard(plain(card, hasButtons), { fullWidth: true }).attachment.content,
		[card, hasButtons],
	);
	const color =
		typeof card.themeColor === 'string' && /^#?[0-9a-f]{6}$/i.test(card.themeColor)
			? `#${card.themeColor.replace('#', '')}`
			: 'transparent';
	return (
		<div class="message-card" style={{ borderTopColor: color }}>
			<AdaptiveCardView card={converted} theme={theme} />
		</div>
	);
}

/** The colour is a line on top, not the background of the title. */
function plain(card: Json, hasButtons: boolean): Json {
	const shown = without(card, hasButtons ? ['themeColor'] : ['themeColor', 'potentialAction']);
	if (hasButtons || !Array.isArray(shown.sections)) return shown;
	return {
		...shown,
		sections: shown.sections.map((section: unknown) =>
			typeof section === 'object' && section !== null ? without(section, ['potentialAction']) : section,
		),
	};
}

function without(value: object, names: readonly string[]): Json {
	return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}

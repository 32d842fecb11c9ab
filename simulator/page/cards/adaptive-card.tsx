import type { Theme } from '../theme';

import { AdaptiveCard, HostConfig, OpenUrlAction, SerializationContext, Versions } from 'adaptivecards';
import { useEffect, useMemo, useRef } from 'preact/hooks';

import dark from '../../host-config/dark.json';
import light from '../../host-config/light.json';
import { cardMarkdown } from './markdown';
import { withoutImages } from './without-images';

const CONFIGS: Readonly<Record<Theme, object>> = { light, dark };

/** A card, drawn by the official renderer with styles as Teams has them. Pictures by address are not loaded. */
export function AdaptiveCardView({ card, theme }: { readonly card: unknown; readonly theme: Theme }) {
	const place = useRef<HTMLDivElement>(null);
	const quiet = useMemo(() => withoutImages(card), [card]);
	useEffect(() => {
		place.current?.replaceChildren(draw(quiet.card, theme));
	}, [quiet, theme]);
	const isWide = widthOf(card) === 'full';
	return (
		<div class={`card${isWide ? ' card-wide' : ''}`}>
			<div ref={place} />
			{quiet.hosts.length > 0 && <p class="note">Pictures from {quiet.hosts.join(', ')} are not loaded here.</p>}
		</div>
	);
}

function draw(card: unknown, theme: Theme): HTMLElement {
	const tags = mentionTags(card);
	AdaptiveCard.onProcessMarkdown = (text, result) => {
		result.outputHtml = cardMarkdown(text, tags);
		result.didProcess = true;
	};
	const parsed = new AdaptiveCard();
	parsed.hostConfig = new HostConfig(CONFIGS[theme]);
	parsed.onExecuteAction = (action) => {
		if (action instanceof OpenUrlAction && /^https?:/i.test(action.url ?? ''))
			window.open(action.url, '_blank', 'noopener,noreferrer');
	};
	parsed.parse(card, new SerializationContext(Versions.v1_5));
	return parsed.render() ?? document.createElement('div');
}

function widthOf(card: unknown): string {
	const { msteams } = Object(card) as { msteams?: { width?: unknown } };
	return typeof msteams?.width === 'string' ? msteams.width.toLowerCase() : '';
}

/** Tags that are mentions; others stay text (teams.md H.4). */
function mentionTags(card: unknown): readonly string[] {
	const { msteams } = Object(card) as { msteams?: { entities?: unknown } };
	const entities = Array.isArray(msteams?.entities) ? (msteams.entities as unknown[]) : [];
	return entities
		.map((entity) => (Object(entity) as { text?: unknown }).text)
		.filter((text): text is string => typeof text === 'string' && text !== '');
}

import type { Theme } from '../theme';

import { AdaptiveCardView } from './adaptive-card';
import { BasicCardView } from './basic-card';
import { MessageCardView } from './message-card';

type Json = Readonly<Record<string, unknown>>;

/** One attachment of a message, or a whole MessageCard or plain text that a webhook posted. */
export function AttachmentView({
	attachment,
	theme,
	fromFlow,
}: {
	readonly attachment: unknown;
	readonly theme: Theme;
	readonly fromFlow: boolean;
}) {
	if (!isObject(attachment)) return null;
	if (attachment['@type'] === 'MessageCard' || attachment.contentType === undefined)
		return <MessageCardView card={attachment} theme={theme} hasButtons={!fromFlow} />;
	const content = isObject(attachment.content) ? attachment.content : {};
	if (attachment.contentType === 'application/vnd.microsoft.card.adaptive')
		return <AdaptiveCardView card={content} theme={theme} />;
	if (attachment.contentType === 'application/vnd.microsoft.teams.card.o365connector')
		return <MessageCardView card={content} theme={theme} hasButtons />;
	return <BasicCardView card={content} />;
}

function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

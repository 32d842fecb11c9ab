import type { Theme } from '../theme';

import { isPlainObject } from '../../../src/json';
import { AdaptiveCardView } from './adaptive-card';
import { BasicCardView } from './basic-card';
import { MessageCardView } from './message-card';

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
	if (!isPlainObject(attachment)) return null;
	if (attachment['@type'] === 'MessageCard' || attachment.contentType === undefined)
		return <MessageCardView card={attachment} theme={theme} hasButtons={!fromFlow} />;
	const content = isPlainObject(attachment.content) ? attachment.content : {};
	if (attachment.contentType === 'application/vnd.microsoft.card.adaptive')
		return <AdaptiveCardView card={content} theme={theme} />;
	if (attachment.contentType === 'application/vnd.microsoft.teams.card.o365connector')
		return <MessageCardView card={content} theme={theme} hasButtons />;
	return <BasicCardView card={content} />;
}

import type { Attachment } from '../message';

import { isAdaptive } from '../content';
import { isPlainObject } from '../../json';

/** Takes entities out of an Adaptive Card whose tag does not stand in it any more: Teams wants both or none (teams.md H.4). */
export function withUsedMentions(attachment: Attachment): Attachment {
	const { content } = attachment;
	const msteams = isPlainObject(content?.msteams) ? content.msteams : undefined;
	if (!isAdaptive(attachment) || !Array.isArray(msteams?.entities)) return attachment;
	const texts = JSON.stringify({ ...content, msteams: undefined });
	const entities = msteams.entities.filter(
		(entity: unknown) =>
			!isPlainObject(entity) ||
			typeof entity.text !== 'string' ||
			texts.includes(JSON.stringify(entity.text).slice(1, -1)),
	);
	return { ...attachment, content: { ...content, msteams: { ...msteams, entities } } };
}

import type { Attachment } from '../message';

import { isAdaptive } from '../content';
import { isPlainObject } from '../../json';

/** Removes entities from an Adaptive Card that no longer has their tags: Teams expects both or none (teams.md H.4). */
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

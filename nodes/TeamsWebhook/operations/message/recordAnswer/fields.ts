import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { RESULT_TEXTS } from '../../../../../src/approval/result';
import { textsOptionOf } from '../../../../shared/texts-option';

/** The entry of Record Answer in the list of operations. */
export const recordAnswerOption: INodePropertyOptions = {
	name: 'Record Answer',
	value: 'recordAnswer',
	action: 'Record an answer given by mention',
	description: 'Pass an answer that was typed in Teams to the workflow that waits for it',
	displayOptions: { hide: { '@tool': [true] } },
};

/** Where the waiting run is, and the sentences that Reply then shows. */
export const recordAnswerFields: INodeProperties[] = [
	{
		displayName: 'Row',
		name: 'row',
		type: 'json',
		displayOptions: { show: { resource: ['message'], operation: ['recordAnswer'] } },
		default: '',
		description:
			'The Data Table row of the question, with code and resumeUrl. Empty: the item itself. The row only says which run is waiting; the mention says who answered.',
	},
];

/** The option that replaces those sentences. */
export const resultTextsOption: INodeProperties = textsOptionOf(RESULT_TEXTS, {
	displayOptions: { show: { '/operation': ['recordAnswer'] } },
	description: 'What people read after they have answered, in your own words or language',
});

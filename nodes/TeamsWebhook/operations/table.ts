import type { IExecuteFunctions, INodeExecutionData, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { callbackUrlFields, callbackUrlOption } from './card/callbackUrl/fields';
import { validateFields, validateOption } from './card/validate/fields';
import { buildOption, connectorAppFields } from './connectorApp/build/fields';
import { recordAnswer } from './message/recordAnswer/execute';
import { recordAnswerFields, recordAnswerOption } from './message/recordAnswer/fields';
import { replyItems } from './message/reply/execute';
import { actionStatusField, lateReplyField, lateReplyNotice, replyOption } from './message/reply/fields';
import { sendItems } from './message/send/execute';
import { destinationField, sendOption } from './message/send/fields';
import { askItems } from './message/sendAndWait/execute';
import { askFields, sendAndWaitOption } from './message/sendAndWait/fields';
import { diagnoseFields, diagnoseOption } from './webhook/diagnose/fields';

/** What the node can do to one kind of thing; the panel lists resources by name, and the operations of each likewise. */
export type Resource = 'card' | 'connectorApp' | 'message' | 'webhook';

/** Where the fields of an operation stand in the panel. */
export interface OperationFields {
	readonly beforeContent?: readonly INodeProperties[];
	readonly afterContent?: readonly INodeProperties[];
	/** What few people need, below the options. */
	readonly afterOptions?: readonly INodeProperties[];
}

/** One operation of the node: its entry in the list, its own fields, and what runs it. */
export interface Operation {
	readonly resource: Resource;
	readonly option: INodePropertyOptions;
	readonly fields: OperationFields;
	readonly execute: (context: IExecuteFunctions) => Promise<INodeExecutionData[]>;
}

/**
 * The operations that few workflows use, each loaded when it runs for the first time: n8n loads every node at its start.
 * `require`, because n8n forgets what was required when it reloads a package, but not what `import()` has loaded.
 */
const SELDOM = {
	callbackUrl: () => require('./card/callbackUrl/execute') as typeof import('./card/callbackUrl/execute'),
	validate: () => require('./card/validate/execute') as typeof import('./card/validate/execute'),
	build: () => require('./connectorApp/build/execute') as typeof import('./connectorApp/build/execute'),
	diagnose: () => require('./webhook/diagnose/execute') as typeof import('./webhook/diagnose/execute'),
};

/** Every operation. The order is that of their fields in the panel; values of `option` are unique over all resources. */
export const OPERATIONS: readonly Operation[] = [
	{ resource: 'message', option: sendOption, fields: { beforeContent: [destinationField] }, execute: sendItems },
	{
		resource: 'webhook',
		option: diagnoseOption,
		fields: { beforeContent: diagnoseFields },
		execute: async (context) => await SELDOM.diagnose().diagnoseItems(context),
	},
	{
		resource: 'card',
		option: validateOption,
		fields: { beforeContent: validateFields },
		execute: async (context) => await SELDOM.validate().validateItems(context),
	},
	{
		resource: 'connectorApp',
		option: buildOption,
		fields: { beforeContent: connectorAppFields },
		execute: async (context) => await SELDOM.build().buildItems(context),
	},
	{
		resource: 'message',
		option: replyOption,
		fields: { afterContent: [lateReplyField, lateReplyNotice], afterOptions: [actionStatusField] },
		execute: replyItems,
	},
	{ resource: 'message', option: sendAndWaitOption, fields: { beforeContent: askFields }, execute: askItems },
	{
		resource: 'message',
		option: recordAnswerOption,
		fields: { beforeContent: recordAnswerFields },
		execute: recordAnswer,
	},
	{
		resource: 'card',
		option: callbackUrlOption,
		fields: { afterContent: callbackUrlFields },
		execute: async (context) => await SELDOM.callbackUrl().createCallbackUrls(context),
	},
];

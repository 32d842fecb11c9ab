import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { OperationFields, Resource } from './operations/table';

import { contentFields } from './content/fields';
import { dependentFields } from './dependent-fields';
import { OPERATIONS } from './operations/table';
import { optionFields } from './options/fields';

/** The operation that the panel shows first for each resource, in the order of the operation fields. */
const FIRST_OPERATIONS: ReadonlyArray<readonly [Resource, string]> = [
	['message', 'send'],
	['card', 'validate'],
	['webhook', 'diagnose'],
	['connectorApp', 'build'],
];

const resourceField: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Card', value: 'card' },
		{ name: 'Connector App', value: 'connectorApp', displayOptions: { hide: { '@tool': [true] } } },
		{ name: 'Message', value: 'message' },
		{ name: 'Webhook', value: 'webhook', displayOptions: { hide: { '@tool': [true] } } },
	],
	default: 'message',
};

const authenticationField: INodeProperties = {
	// Hidden where nothing is posted. With a `show` instead, n8n's editor would hide the fields that it depends on.
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	displayOptions: { hide: { resource: ['card', 'connectorApp'], operation: ['recordAnswer'] } },
	// The dialog of a new credential lists them in this order: what most people need comes first.
	options: [
		{ name: 'Webhook URL', value: 'webhookUrl', description: 'One channel' },
		{ name: 'Destinations', value: 'destinations', description: 'Several channels by name' },
		{
			name: 'OAuth2',
			value: 'oAuth2',
			description:
				'A flow that accepts only signed-in callers. Some flows are reported to refuse apps that sign in by themselves.',
		},
	],
	default: 'webhookUrl',
	description:
		'Where messages are posted. With Destinations, late replies go to the destination of the channel that the mention came from; otherwise, they go to the webhook URL of the credential.',
};

/** The fields of the panel: resource, operation, those of each operation, and the content and options that several share. */
export const actionProperties: INodeProperties[] = dependentFields([
	resourceField,
	...FIRST_OPERATIONS.map(([resource, first]) => operationField(resource, first)),
	authenticationField,
	...fieldsOf('beforeContent'),
	...contentFields,
	...fieldsOf('afterContent'),
	...optionFields,
	...fieldsOf('afterOptions'),
]);

function operationField(resource: Resource, first: string): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: optionsOf(resource),
		default: first,
	};
}

function optionsOf(resource: Resource): INodePropertyOptions[] {
	return OPERATIONS.filter((operation) => operation.resource === resource)
		.map(({ option }) => option)
		.sort((left, right) => left.name.localeCompare(right.name));
}

function fieldsOf(place: keyof OperationFields): readonly INodeProperties[] {
	return OPERATIONS.flatMap(({ fields }) => fields[place] ?? []);
}

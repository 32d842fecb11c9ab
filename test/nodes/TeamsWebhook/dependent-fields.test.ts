import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { dependentFields } from '../../../nodes/TeamsWebhook/dependent-fields';

const choice = (name: string, values: readonly string[], displayOptions?: IDisplayOptions): INodeProperties => ({
	displayName: name,
	name,
	type: 'options',
	options: values.map((value) => ({ name: value, value })),
	default: values[0] ?? '',
	...(displayOptions === undefined ? {} : { displayOptions }),
});

const text = (displayOptions?: IDisplayOptions): INodeProperties => ({
	displayName: 'Text',
	name: 'text',
	type: 'string',
	default: '',
	...(displayOptions === undefined ? {} : { displayOptions }),
});

const PANEL: readonly INodeProperties[] = [
	choice('resource', ['message', 'card']),
	choice('operation', ['send', 'reply'], { show: { resource: ['message'] } }),
	choice('operation', ['validate'], { show: { resource: ['card'] } }),
	choice('content', ['text', 'json'], { show: { operation: ['send', 'validate'] }, hide: { late: ['yes'] } }),
];

/** The rules of a field that comes last in the panel. */
const rulesOf = (field: INodeProperties) => dependentFields([...PANEL, field]).at(-1)?.displayOptions;

it('leaves a field alone that always shows', () => expect(dependentFields([text()])).toEqual([text()]));

it('takes over the conditions of the fields that a field depends on: what they ask for, and what hides them', () =>
	expect(rulesOf(text({ show: { content: ['json'] } }))).toEqual({
		show: { content: ['json'], operation: ['send', 'validate'], resource: ['message', 'card'] },
		hide: { late: ['yes'] },
	}));

it('keeps to the narrower of two conditions', () =>
	expect(rulesOf(text({ show: { operation: ['send', 'reply'], content: ['json'] } }))).toMatchObject({
		show: { operation: ['send'], resource: ['message'] },
	}));

it('means the definition of a field that offers the value', () =>
	expect(rulesOf(text({ show: { operation: ['validate'] } }))).toEqual({
		show: { operation: ['validate'], resource: ['card'] },
	}));

it('names the fields of the panel from inside a collection', () => {
	const options = (member: INodeProperties): INodeProperties => ({
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		default: {},
		options: [choice('kind', ['a', 'b']), member],
	});
	const inside = (member: INodeProperties) =>
		(dependentFields([...PANEL, options(member)]).at(-1)?.options as INodeProperties[]).at(-1)?.displayOptions;
	expect(inside(text({ show: { '/content': ['json'], kind: ['a'] } }))).toEqual({
		show: { '/content': ['json'], kind: ['a'], '/operation': ['send', 'validate'], '/resource': ['message', 'card'] },
		hide: { '/late': ['yes'] },
	});
});

it('goes through the rows of a collection, and leaves "@version" to n8n', () => {
	const rows: INodeProperties = {
		displayName: 'Rows',
		name: 'rows',
		type: 'fixedCollection',
		default: {},
		options: [
			{
				displayName: 'Row',
				name: 'values',
				values: [
					choice('kind', ['a', 'b'], { show: { '@version': [1] } }),
					choice('from', ['x'], { show: { kind: ['a'] } }),
					text({ show: { from: ['x'] } }),
				],
			},
		],
	};
	const [group] = dependentFields([rows])[0]?.options ?? [];
	expect(group !== undefined && 'values' in group && group.values.at(-1)?.displayOptions).toEqual({
		show: { from: ['x'], kind: ['a'], '@version': [1] },
	});
});

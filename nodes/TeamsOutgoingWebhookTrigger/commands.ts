import type { INodeProperties } from 'n8n-workflow';

/** One command, in the order in which people fill it in. */
const commandFields: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. deploy',
		description: 'What people type after the mention. It can have several words; case does not matter.',
	},
	{
		displayName: 'Aliases',
		name: 'aliases',
		type: 'string',
		default: '',
		placeholder: 'e.g. ship, roll out',
		description: 'Other names for the command, separated by commas',
	},
	{
		displayName: 'Usage',
		name: 'usage',
		type: 'string',
		default: '',
		placeholder: 'e.g. <service> [version] [note...]',
		description:
			'The arguments: required ones in angle brackets, optional ones in square brackets. If the last one ends in "...", it takes the rest of the text. The arguments are output as "params".',
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		placeholder: 'e.g. Deploys a service to production',
		description: 'What the command does; shown by "help"',
	},
	{
		displayName: 'Allowed Users',
		name: 'allowedUsers',
		type: 'string',
		default: '',
		placeholder: 'e.g. 0f0e0d0c-1111-4222-8333-444455556666',
		description:
			'Who may use the command: Microsoft Entra object IDs or Teams IDs (29:…), separated by commas. Empty: everybody.',
	},
	{
		displayName: 'Allowed Channels',
		name: 'allowedChannels',
		type: 'string',
		default: '',
		placeholder: 'e.g. 19:…@thread.tacv2',
		description:
			'Where the command may be used: channel IDs or links to channels, separated by commas. Empty: every channel.',
	},
];

/** The commands: each has an output of its own, after the first one for all other messages. */
export const commandsProperty: INodeProperties = {
	displayName: 'Commands',
	name: 'commands',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true, multipleValueButtonText: 'Add Command' },
	placeholder: 'Add Command',
	default: {},
	description: 'Words that people type after the mention; each command has its own output',
	options: [
		{
			displayName: 'Command',
			name: 'values',
			values: commandFields,
		},
	],
};

/** Shown below the commands, because n8n does not show the hint of a collection. */
export const commandsNotice: INodeProperties = {
	displayName:
		'Each command has its own output, in the order above, after "Other messages". Add new commands at the end: n8n ties wires to the positions of outputs, so if you move or remove a command, wires can end up at different commands.',
	name: 'commandsNotice',
	type: 'notice',
	displayOptions: { show: { '/commands.values': [{ _cnd: { exists: true } }] } },
	default: '',
};

/** Self-contained: n8n turns it into an expression for the editor. Output 0 is for everything that is not a command. */
const outputsOf = (parameters: { commands?: { values?: Array<{ name?: string }> } }) => {
	const commands = parameters.commands?.values ?? [];
	if (commands.length === 0) return [{ type: 'main' }];
	return [
		{ type: 'main', displayName: 'Other messages' },
		...commands.map((command, index) => ({ type: 'main', displayName: command.name || `Command ${index + 1}` })),
	];
};

/** The outputs of the trigger, named after its commands on the canvas. */
export const commandOutputs = `={{(${String(outputsOf)})($parameter)}}` as const;

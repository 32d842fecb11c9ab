import type { INodeProperties } from 'n8n-workflow';

/**
 * The option `markdown`: whether a text keeps the Markdown that Teams does not draw. `forTeams` says what happens to it
 * otherwise.
 */
export function markdownOptionOf(
	forTeams: string,
	more: Pick<INodeProperties, 'description' | 'displayOptions'>,
): INodeProperties {
	return {
		displayName: 'Markdown',
		name: 'markdown',
		type: 'options',
		options: [
			{
				name: 'As Written',
				value: 'asWritten',
				description: 'The text is not changed; Markdown that Teams does not render appears as plain characters',
			},
			{ name: 'For Teams', value: 'teams', description: forTeams },
		],
		default: 'teams',
		...more,
	};
}

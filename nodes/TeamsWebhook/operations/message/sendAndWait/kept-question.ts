/** Where n8n keeps the question with the run: in the data of the node that asks. */
export const QUESTION = 'teamsQuestion';

/** The expression that reads the question. The name of the node may contain anything, even curly brackets. */
export function keptQuestion(nodeName: string): string {
	const name = JSON.stringify(nodeName).replace(
		/[{}\u2028\u2029]/g,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
	return `{{ $node[${name}].context.${QUESTION} }}`;
}

import { mentionItem, runWorkflow } from '../../../../../support/action';
import { startScriptedTeams } from '../../../../../support/scripted-teams';

it('a late reply names its thread in every part, for a flow that posts there', async () => {
	const teams = await startScriptedTeams();
	const body = Array.from({ length: 60 }, (_, line) => ({
		type: 'TextBlock',
		text: `${line} ${'x'.repeat(1_000)}`,
		wrap: true,
	}));
	const cardJson = JSON.stringify({ type: 'AdaptiveCard', version: '1.4', body });
	const parameters = {
		operation: 'reply',
		content: 'adaptiveCard',
		cardJson,
		lateReply: 'send',
		options: { onTooLarge: 'split' },
	};
	const { output } = await runWorkflow({
		items: [mentionItem('replyNode', -1)],
		actions: [{ parameters }],
		withTrigger: true,
		credential: { webhookUrl: teams.urlOf('late'), allowedHosts: '127.0.0.1' },
	});
	await teams.close();
	const bodies = teams.received('late').map((sent) => JSON.parse(sent) as { replyToId?: string });
	expect([output[0]?.json.outcome, output[0]?.json.parts, bodies.length > 1]).toEqual([
		'lateSent',
		bodies.length,
		true,
	]);
	expect(bodies.map(({ replyToId }) => replyToId)).toEqual(bodies.map(() => '1761000000123'));
});

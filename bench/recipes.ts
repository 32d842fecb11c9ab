import type { WorkflowFile } from '../scripts/lib/n8n-client';

const AT: readonly [number, number] = [0, 0];

/** What a user would build today: Webhook with the raw body, a Code node with the HMAC, If, and two Respond nodes. */
export function recipeWorkflow(securityToken: string): WorkflowFile {
	const code = `const crypto = require('crypto');
const raw = await this.helpers.getBinaryDataBuffer(0, 'data');
const mac = crypto.createHmac('sha256', Buffer.from('${securityToken}', 'base64')).update(raw).digest('base64');
const activity = JSON.parse(raw.toString('utf8'));
return [{ json: { ok: $input.first().json.headers.authorization === 'HMAC ' + mac, text: activity.text } }];`;
	const respond = (name: string, responseBody: string, responseCode: number) => ({
		id: name,
		name,
		type: 'n8n-nodes-base.respondToWebhook',
		typeVersion: 1.1,
		position: AT,
		parameters: { respondWith: 'json', responseBody, options: { responseCode } },
	});
	const condition = {
		id: 'c',
		leftValue: '={{ $json.ok }}',
		rightValue: '',
		operator: { type: 'boolean', operation: 'true', singleValue: true },
	};
	const options = { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 };
	return {
		name: 'recipe',
		nodes: [
			{
				...webhook('recipe'),
				parameters: { httpMethod: 'POST', path: 'recipe', responseMode: 'responseNode', options: { rawBody: true } },
			},
			{
				id: 'code',
				name: 'Code',
				type: 'n8n-nodes-base.code',
				typeVersion: 2,
				position: AT,
				parameters: { jsCode: code },
			},
			{
				id: 'if',
				name: 'If',
				type: 'n8n-nodes-base.if',
				typeVersion: 2.2,
				position: AT,
				parameters: { conditions: { options, conditions: [condition], combinator: 'and' }, options: {} },
			},
			respond('Yes', '={{ { "type": "message", "text": $json.text } }}', 200),
			respond('No', '{ "type": "message", "text": "no" }', 401),
		] as unknown as WorkflowFile['nodes'],
		connections: { Webhook: to('Code'), Code: to('If'), If: { main: [[link('Yes')], [link('No')]] } },
	};
}

/** Our trigger and Reply, with one expression as the others have. */
export function oursWorkflow(triggerType: string, actionType: string): WorkflowFile {
	return {
		name: 'ours',
		nodes: [
			{
				id: 'webhook',
				name: 'Webhook',
				type: triggerType,
				typeVersion: 1.1,
				position: AT,
				webhookId: 'ours-hook',
				parameters: { path: 'ours' },
			},
			{
				id: 'reply',
				name: 'Reply',
				type: actionType,
				typeVersion: 1,
				position: AT,
				parameters: { operation: 'reply', text: '={{ $json.text }}' },
			},
		] as unknown as WorkflowFile['nodes'],
		connections: { Webhook: to('Reply') },
	};
}

/** Webhook and Respond to Webhook, which check nothing. */
export function bareWorkflow(): WorkflowFile {
	const parameters = {
		respondWith: 'json',
		responseBody: '={{ { "type": "message", "text": $json.body.text } }}',
		options: {},
	};
	return {
		name: 'bare',
		nodes: [
			webhook('bare'),
			{
				id: 'respond',
				name: 'Respond',
				type: 'n8n-nodes-base.respondToWebhook',
				typeVersion: 1.1,
				position: AT,
				parameters,
			},
		] as unknown as WorkflowFile['nodes'],
		connections: { Webhook: to('Respond') },
	};
}

function webhook(
	path: string,
): WorkflowFile['nodes'][number] & { id: string; typeVersion: number; position: readonly [number, number] } {
	return {
		id: 'webhook',
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		position: AT,
		webhookId: `${path}-hook`,
		parameters: { httpMethod: 'POST', path, responseMode: 'responseNode', options: {} },
	};
}

function link(node: string): { node: string; type: string; index: number } {
	return { node, type: 'main', index: 0 };
}

function to(node: string): { main: unknown[][] } {
	return { main: [[link(node)]] };
}

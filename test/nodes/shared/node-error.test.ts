import type { INode } from 'n8n-workflow';
import type { Delivery } from '../../../src/incoming-webhook/deliver';

import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { failedItem, failureOf, toItemFailure, toNodeError } from '../../../nodes/shared/node-error';
import { TeamsWebhookError } from '../../../src/errors';

const NODE: INode = { id: 'n', name: 'Send', type: 'x', typeVersion: 1, position: [0, 0], parameters: {} };
const SECRET = 'https://x.example/sig=SECRET';
const DELIVERY: Delivery = {
	outcome: 'rejected',
	statusCode: 404,
	attempts: 2,
	bytes: 7,
	parts: 1,
	runIds: [],
	destination: { kind: 'workflows', host: 'x.example' },
	warnings: ['w'],
};
const PROBLEM = { code: 'flow-not-found' as const, message: 'There is no such flow.', hint: 'Copy the URL again.' };

describe('what was thrown', () => {
	it('of this package keeps code, message and what to do', () => {
		expect(toItemFailure(new TeamsWebhookError('url-blank', 'The webhook URL is empty.', 'Paste it.'))).toEqual({
			code: 'url-blank',
			message: 'The webhook URL is empty.',
			hint: 'Paste it.',
		});
	});

	it('of n8n keeps its words, with and without a description', () => {
		const told = new NodeOperationError(NODE, 'Node does not have any credentials set', { description: 'Choose one.' });
		expect(toItemFailure(told)).toEqual({
			code: 'unknown-host-error',
			message: 'Node does not have any credentials set',
			hint: 'Choose one.',
		});
		expect(toItemFailure(new NodeOperationError(NODE, 'No.')).hint).toBe('');
		const empty = new NodeOperationError(NODE, 'No.');
		empty.description = null;
		expect(toItemFailure(empty).hint).toBe('');
	});

	it.each([
		new Error(SECRET),
		new NodeApiError(NODE, { message: SECRET }),
		SECRET,
		{ message: SECRET },
		undefined,
		null,
	])('by anybody else keeps nothing of it', (thrown) => {
		const failure = toItemFailure(thrown);
		expect(failure).toMatchObject({
			code: 'unknown-host-error',
			message: expect.stringContaining('could not read the parameters') as string,
		});
		expect(JSON.stringify(failure)).not.toContain('SECRET');
	});
});

describe('the error that n8n shows', () => {
	it('is that of an API where Teams has answered, with its status', () => {
		const error = toNodeError(NODE, failureOf(DELIVERY, PROBLEM), 3);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: PROBLEM.message,
			description: 'Copy the URL again. [flow-not-found]',
			httpCode: '404',
			context: { itemIndex: 3, code: 'flow-not-found' },
		});
	});

	it.each([
		['before anything was sent', PROBLEM],
		['without an answer', failureOf({ ...DELIVERY, statusCode: null }, PROBLEM)],
	])('is one that the user can mend %s', (_title, failure) => {
		const error = toNodeError(NODE, failure, 0);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({
			message: PROBLEM.message,
			description: 'Copy the URL again. [flow-not-found]',
			context: { itemIndex: 0, code: 'flow-not-found' },
		});
	});
});

describe('a failed item', () => {
	it('says what is known of the message', () => {
		const item = failedItem(
			failureOf({ ...DELIVERY, runIds: ['1'], parts: 3, partsSent: 0 }, { ...PROBLEM, retryAtMs: 2_001 }),
			() => 1_000,
		);
		expect(item).toEqual({
			error: PROBLEM.message,
			message: PROBLEM.message,
			details: {
				outcome: 'rejected',
				code: 'flow-not-found',
				hint: PROBLEM.hint,
				statusCode: 404,
				attempts: 2,
				bytes: 7,
				destination: { kind: 'workflows', host: 'x.example' },
				warnings: ['w'],
				runIds: ['1'],
				retryAt: '1970-01-01T00:00:02.001Z',
				retryAfter: 2,
				parts: 3,
				partsSent: 0,
			},
		});
	});

	it.each([
		[60_000, 60],
		[60_001, 61],
		[1, 1],
		[0, 1],
		[-5_000, 1],
	])('that can go in %d ms says so in whole seconds: %d', (ms, seconds) => {
		const { details } = failedItem(failureOf(DELIVERY, { ...PROBLEM, retryAtMs: 9_000 + ms }), () => 9_000);
		expect(details.retryAfter).toBe(seconds);
	});

	it('leaves out what there is not', () => {
		const details = {
			outcome: 'notSent',
			code: 'flow-not-found',
			hint: PROBLEM.hint,
			statusCode: null,
			attempts: 0,
			bytes: 0,
			destination: null,
			warnings: [],
		};
		expect(failedItem(PROBLEM).details).toEqual(details);
		expect(failedItem({ ...PROBLEM, destination: { kind: 'connector', host: 'c.example' } }).details).toEqual({
			...details,
			destination: { kind: 'connector', host: 'c.example' },
		});
		expect(Object.keys(failedItem(failureOf(DELIVERY, PROBLEM)).details)).toEqual(Object.keys(details));
	});
});

import type { DestinationKind } from '../../../../src/webhook-hosts';
import type { FailureReason, PostAnswer, PostFailure } from '../../../../src/ports';

import { ANSWERS } from '../../../../src/incoming-webhook/answer/answers';
import { FAILURES } from '../../../../src/incoming-webhook/answer/failures';
import { interpret } from '../../../../src/incoming-webhook/answer/interpret';
import { ERRORS } from '../../../../src/errors';
import { ANSWER_READ_CHARACTERS } from '../../../../src/limits';

const read = (exchange: PostAnswer | PostFailure, kind: DestinationKind) => interpret(exchange, kind, () => true);
const answer = (status: number, body = '', headers: Record<string, string> = {}): PostAnswer => ({
	kind: 'answer',
	status,
	headers,
	body,
});
const failed = (status: number) =>
	`Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error ${status} with ContextId tcid=0,server=X,cv=1`;
const error = (code: string) => JSON.stringify({ error: { code, message: 'm' } });

/** Every row of the table is met by one of these. */
const CASES = [
	['connector', 200, '1', 'delivered', undefined, 'no'],
	['connector', 200, ' 1\n', 'delivered', undefined, 'no'],
	['connector', 200, '', 'unclear', 'unclear-answer', 'unclear'],
	['connector', 200, '11', 'unclear', 'unclear-answer', 'unclear'],
	['connector', 202, '', 'unclear', 'unclear-answer', 'unclear'],
	['connector', 200, '{"outcome":"delivered","messageId":"1"}', 'unclear', 'unclear-answer', 'unclear'],
	['connector', 200, failed(400), 'rejected', 'teams-refused', 'no'],
	['connector', 200, failed(404), 'rejected', 'teams-refused', 'no'],
	['connector', 200, failed(413), 'rejected', 'payload-refused', 'no'],
	['connector', 200, failed(429), 'rejected', 'throttled', 'safe'],
	['connector', 200, failed(500), 'unclear', 'unclear-answer', 'unclear'],
	['connector', 200, failed(504), 'unclear', 'unclear-answer', 'unclear'],
	['connector', 200, 'Webhook message delivery failed with error: something new', 'rejected', 'teams-refused', 'no'],
	['connector', 200, '<!DOCTYPE html><title>Sign in</title>', 'unclear', 'web-page-answer', 'unclear'],
	['connector', 400, 'Summary or Text is required.', 'rejected', 'summary-missing', 'no'],
	['connector', 400, 'Bad payload received by generic incoming webhook.', 'rejected', 'payload-refused', 'no'],
	['connector', 400, 'Invalid webhook URL', 'rejected', 'webhook-not-found', 'no'],
	['connector', 404, 'Webhook Not Found', 'rejected', 'webhook-not-found', 'no'],
	['connector', 403, '', 'rejected', 'url-refused', 'no'],
	['connector', 410, '', 'rejected', 'webhook-not-found', 'no'],
	['other', 200, failed(429), 'rejected', 'throttled', 'safe'],
	['workflows', 202, '', 'accepted', undefined, 'no'],
	['workflows', 202, 'queued', 'accepted', undefined, 'no'],
	['workflows', 200, '1', 'accepted', undefined, 'no'],
	['workflows', 200, '', 'accepted', undefined, 'no'],
	['other', 204, '', 'accepted', undefined, 'no'],
	['workflows', 200, '{"outcome":"delivered","messageId":"1761000000123"}', 'delivered', undefined, 'no'],
	['workflows', 200, '{"outcome":"delivered"}', 'delivered', undefined, 'no'],
	['workflows', 201, '{"outcome":"delivered"}', 'accepted', undefined, 'no'],
	['workflows', 200, '{"outcome":"failed"}', 'accepted', undefined, 'no'],
	['workflows', 200, '{"outcome":"undelivered"}', 'accepted', undefined, 'no'],
	['workflows', 200, 'delivered', 'accepted', undefined, 'no'],
	['workflows', 200, '<html><body>Blocked</body></html>', 'unclear', 'web-page-answer', 'unclear'],
	['workflows', 302, '', 'rejected', 'redirect-not-followed', 'no'],
	['workflows', 400, error('TriggerInputSchemaMismatch'), 'rejected', 'flow-schema-mismatch', 'no'],
	['workflows', 400, error('WorkflowTriggerIsNotEnabled'), 'rejected', 'flow-off', 'no'],
	['workflows', 400, '', 'rejected', 'payload-refused', 'no'],
	['workflows', 401, error('DirectApiAuthorizationRequired'), 'rejected', 'flow-wants-sign-in', 'no'],
	['workflows', 401, error('MisMatchingOAuthClaims'), 'rejected', 'flow-claims-refused', 'no'],
	['workflows', 403, error('MisMatchingOAuthClaims'), 'rejected', 'flow-claims-refused', 'no'],
	['workflows', 401, error('InvalidSignature'), 'rejected', 'url-refused', 'no'],
	['workflows', 403, '<!doctype html><h1>Access denied</h1>', 'rejected', 'web-page-answer', 'no'],
	['workflows', 404, error('WorkflowNotFound'), 'rejected', 'flow-not-found', 'no'],
	['workflows', 404, error('WorkflowTriggerVersionNotFound'), 'rejected', 'flow-not-found', 'no'],
	['workflows', 404, '', 'rejected', 'flow-not-found', 'no'],
	['workflows', 407, '', 'rejected', 'proxy-refused', 'no'],
	['workflows', 408, '', 'rejected', 'throttled', 'safe'],
	['workflows', 413, '', 'rejected', 'payload-refused', 'no'],
	['workflows', 422, '', 'rejected', 'payload-refused', 'no'],
	['workflows', 429, '', 'rejected', 'throttled', 'safe'],
	['workflows', 503, '', 'rejected', 'throttled', 'safe'],
	['workflows', 500, '<html>', 'unclear', 'unclear-answer', 'unclear'],
	['workflows', 502, error('NoResponse'), 'unclear', 'unclear-answer', 'unclear'],
	['workflows', 504, '', 'unclear', 'unclear-answer', 'unclear'],
	['workflows', 700, '', 'unclear', 'unclear-answer', 'unclear'],
] as const;

describe('answers', () => {
	it.each(CASES)('of a %s: %i %j is %s (%s), to be tried again: %s', (kind, status, body, outcome, code, retry) => {
		const reading = read(answer(status, body), kind);
		expect([reading.outcome, reading.problem?.code, reading.retry, reading.statusCode]).toEqual([
			outcome,
			code,
			retry,
			status,
		]);
	});

	it('that were not taken say what happened and what to do', () => {
		for (const [kind, status, body, , code] of CASES) {
			const { problem } = read(answer(status, body), kind);
			if (code !== undefined)
				expect([problem?.message.length, problem?.hint.length].every((length) => (length ?? 0) > 15)).toBe(true);
		}
	});

	it('meet every row of the table', () => {
		const met = new Set(
			CASES.map(([kind, status, body]) =>
				ANSWERS.find(
					(row) =>
						(row.kinds?.includes(kind) ?? true) &&
						status >= row.from &&
						status <= row.to &&
						(row.body?.test(body.trim()) ?? true),
				),
			),
		);
		expect(ANSWERS.filter((row) => !met.has(row))).toEqual([]);
	});

	it('keep the run id of a flow, and the message id it confirms', () => {
		expect(read(answer(202, '', { 'x-ms-workflow-run-id': '085' }), 'workflows')).toMatchObject({
			runIds: ['085'],
			messageIds: [],
		});
		expect(
			read(answer(200, '{"outcome":"delivered","messageId":"17"}', { 'x-ms-workflow-run-id': '085' }), 'other'),
		).toMatchObject({ runIds: ['085'], messageIds: ['17'] });
		expect(
			read(answer(200, JSON.stringify({ outcome: 'delivered', messageId: 'x'.repeat(201) })), 'workflows').messageIds,
		).toEqual([]);
	});

	it.each<readonly [string, Record<string, string>]>([
		['without one', {}],
		['with one of another form', { 'x-ms-workflow-run-id': '085 <b>' }],
		['with one that is too long', { 'x-ms-workflow-run-id': '0'.repeat(101) }],
	])('%s have no run id', (_what, headers) => {
		expect(read(answer(202, '', headers), 'workflows').runIds).toEqual([]);
	});

	it('of a flow that confirms nothing are accepted with a warning, but for its 202', () => {
		expect(read(answer(200, 'ok'), 'workflows').warnings).toEqual([expect.stringContaining('docs/flows.md')]);
		expect(read(answer(202), 'workflows').warnings).toEqual([]);
		expect(read(answer(200, '{"outcome":"delivered"}'), 'workflows').warnings).toEqual([]);
	});

	it('are read up to a length only', () => {
		const far = ' '.repeat(ANSWER_READ_CHARACTERS);
		expect(read(answer(200, `${far.slice(1)}1`), 'connector').outcome).toBe('delivered');
		expect(read(answer(200, `${far}1`), 'connector').outcome).toBe('unclear');
		expect(read(answer(200, `${failed(400)}${far}`), 'connector').warnings).toHaveLength(1);
		expect(read(answer(200, `${far}${failed(400)}`), 'connector').warnings).toEqual([]);
	});

	it('of a connector name the handle for support, in its known form only', () => {
		const { warnings } = read(
			answer(
				200,
				'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 400 with ContextId tcid=1,server=DB3,cv=a/b+c.0..',
			),
			'connector',
		);
		expect(warnings).toEqual(['ContextId for Microsoft support: tcid=1,server=DB3,cv=a/b+c.0..']);
		expect(
			read(answer(200, 'delivery failed with error: HTTP error 400 with ContextId https://x/?sig=SECRET'), 'connector')
				.warnings,
		).toEqual([]);
	});

	it('never repeat what the other side wrote', () => {
		for (const [kind, status] of CASES)
			expect(JSON.stringify(read(answer(status, 'sig=SECRET'), kind))).not.toContain('SECRET');
	});
});

describe('failures', () => {
	const reasons = Object.keys(FAILURES) as FailureReason[];

	it.each(reasons)('%s: nothing was sent, with a code of the table', (reason) => {
		const reading = read({ kind: 'failure', sent: 'no', reason, cause: 'ECODE' }, 'workflows');
		expect(reading).toMatchObject({ outcome: 'notSent', statusCode: null, runIds: [], messageIds: [], warnings: [] });
		expect(Object.keys(ERRORS)).toContain(reading.problem?.code);
		expect(reading.problem?.message).not.toContain('{cause}');
	});

	it('are tried again only where the cause can pass', () => {
		const passing = reasons.filter(
			(reason) => read({ kind: 'failure', sent: 'no', reason, cause: 'X' }, 'other').retry === 'safe',
		);
		expect(passing).toEqual(['connection-failed', 'connection-lost', 'name-not-found', 'timeout']);
	});

	it.each([
		['proxy answered 503', 'safe'],
		['proxy answered 407', 'no'],
		['proxy answered 403', 'no'],
	])('of a proxy with the cause %s: to be tried again: %s', (cause, retry) => {
		expect(read({ kind: 'failure', sent: 'no', reason: 'proxy-refused', cause }, 'workflows').retry).toBe(retry);
	});

	it.each([
		['token-endpoint timeout', 'safe'],
		['token-endpoint ECONNREFUSED', 'safe'],
		['token-endpoint HTTP 503', 'safe'],
		['token-endpoint HTTP 401', 'no'],
		['invalid_client AADSTS7000215', 'no'],
		['needs-reconnect', 'no'],
	])('of a sign-in with the cause %s: to be tried again: %s', (cause, retry) => {
		expect(read({ kind: 'failure', sent: 'no', reason: 'sign-in-failed', cause }, 'workflows').retry).toBe(retry);
	});

	it('are unclear once bytes may have left, whatever the reason; a cancelled one is not tried again', () => {
		const readings = reasons.map((reason) =>
			read({ kind: 'failure', sent: 'unknown', reason, cause: 'ECONNRESET' }, 'connector'),
		);
		expect(new Set(readings.map(({ outcome, problem }) => `${outcome} ${problem?.code ?? ''}`))).toEqual(
			new Set(['unclear unclear-no-answer']),
		);
		expect(readings.filter(({ retry }) => retry === 'no')).toHaveLength(1);
		expect(readings[0]?.problem?.message).toContain('ECONNRESET');
	});

	it('name NODE_EXTRA_CA_CERTS for a certificate nobody knows', () => {
		expect(
			read({ kind: 'failure', sent: 'no', reason: 'certificate-untrusted', cause: 'X' }, 'other').problem?.hint,
		).toContain('NODE_EXTRA_CA_CERTS');
	});
});

import type { PostAnswer, Transport } from '../../../../src/ports';
import type { Secret } from '../../../support/echoes';

import fc from 'fast-check';

import { failedItem, failureOf, toNodeError } from '../../../../nodes/shared/node-error';
import { textContent } from '../../../../src/cards/content';
import { checkFor, echoCheck, withoutEchoes } from '../../../../src/incoming-webhook/answer/echo';
import { interpret } from '../../../../src/incoming-webhook/answer/interpret';
import { deliver, draftOf } from '../../../../src/incoming-webhook/deliver';
import { parseDestination } from '../../../../src/incoming-webhook/destination/destination';
import { createFlowTally } from '../../../../src/incoming-webhook/pace/flow-tally';
import { createPacer } from '../../../../src/incoming-webhook/pace/schedule';
import { bearers, echoOf, headerValues, ids, readableSecret, sigs } from '../../../support/echoes';
import { createFakeClock } from '../../../support/fake-clock';

/** A busy machine makes fewer runs. */
const RUNS = { numRuns: 50, interruptAfterTimeLimit: 2_000 };

const KEY = 'q3ZkYt+Wb8pL0/xN5mRc7uHs2EaJ9vTfGdQ1oKiXwBM=';
const ID = '4f1c9a7be2d84a06b53f7d2e8c0a91f6';
const VALUE = 'Trig-ger_7 Condition!';
const FLOW = `https://default0123.4f.environment.api.powerplatform.com:443/powerautomate/automations/direct/workflows/${ID}/triggers/manual/paths/invoke?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=${encodeURIComponent(KEY)}`;
const CONNECTOR = `https://contoso.webhook.office.com/webhookb2/0a1b2c3d-0000-4000-8000-000000000001@0a1b2c3d-0000-4000-8000-000000000002/IncomingWebhook/${ID}/0a1b2c3d-0000-4000-8000-000000000003/V2abcDEF123`;

const bytes = Buffer.from(KEY, 'base64');
const inBase64 = (text: string) => Buffer.from(text).toString('base64');
const secretsOf = (url: string) => ({ destination: { url }, headers: { 'x-key': VALUE } });
const mayShow = (text: string, url = FLOW) => echoCheck(secretsOf(url))(text);
const mayShowOf = (url: string) => echoCheck({ destination: { url }, headers: {} });

describe('is not shown:', () => {
	it.each([
		['the key, as it stands in the URL', encodeURIComponent(KEY)],
		['the key, decoded', KEY],
		['eight characters of it', KEY.slice(11, 19)],
		['eight of them in the middle of an id', `0858${KEY.slice(20, 28)}CU12`],
		['the key in the other alphabet of Base64', bytes.toString('base64url')],
		['its bytes in hex', bytes.toString('hex')],
		['some of its bytes in hex, in upper case', bytes.subarray(5, 20).toString('hex').toUpperCase()],
		['upper case', KEY.slice(0, 12).toUpperCase()],
		['lower case', KEY.slice(0, 12).toLowerCase()],
		['Base64 of a part', inBase64(KEY.slice(4, 16))],
		['Base64 after one character', inBase64(`x${KEY.slice(4, 16)}`)],
		['Base64 after two characters', inBase64(`xy${KEY.slice(4, 16)}`)],
		['hex of a part', Buffer.from(KEY.slice(4, 16)).toString('hex')],
		['hex of its Base64', Buffer.from(inBase64(KEY.slice(4, 16))).toString('hex')],
		[
			'every character percent-encoded',
			[...KEY.slice(4, 16)].map((character) => `%${character.charCodeAt(0).toString(16)}`).join(''),
		],
		[
			'every character escaped for JSON',
			[...KEY.slice(4, 16)].map((character) => `\\u00${character.charCodeAt(0).toString(16)}`).join(''),
		],
		['one character escaped', `${KEY.slice(4, 8)}%${KEY.charCodeAt(8).toString(16)}${KEY.slice(9, 12)}`],
		['any other part of the query', 'api-vers'],
		['the id in the path', ID],
		['a part of it', ID.slice(9, 17)],
		['its bytes in Base64', Buffer.from(ID, 'hex').toString('base64')],
		['the header value', VALUE],
		['a part of it, in Base64', inBase64(VALUE.slice(3, 15))],
	])('%s', (_what, text) => {
		expect(mayShow(text)).toBe(false);
	});

	it.each(['0a1b2c3d-0000-4000', '0000000000003', 'V2abcDEF', ID])('%s of a connector', (text) => {
		expect(mayShow(text, CONNECTOR)).toBe(false);
	});

	it('a header value that is shorter than that, as a whole', () => {
		const isShown = echoCheck({ destination: { url: FLOW }, headers: { 'x-key': 'a7Kq' } });
		expect(['085a7kq1', 'a7K085q'].map(isShown)).toEqual([false, true]);
	});

	it('percent encoding inside of Base64', () => {
		expect(checkFor(['CW+c3e~T&'])(inBase64(encodeURIComponent('W+c3e~T&')))).toBe(false);
	});

	it.each([
		['a part of a path with a name of one’s own', 'https://gw.example.com/hooks/Secret-Path-1?x', 'ret-path'],
		['a part of eight characters', 'https://gw.example.com/hooks/Secret-1', 'secret-1'],
		['what stands after a second question mark', 'https://gw.example.com/hooks?a?Key-1234', 'Key-1234'],
	])('%s', (_what, url, text) => {
		expect(mayShowOf(url)(text)).toBe(false);
	});

	it('a value that holds half of a character', () => {
		expect(checkFor(['a\\ud800bcdefgh'])('bcdefgh\\ud800')).toBe(true);
		expect(checkFor(['a\\ud800bcdefghi'])('bcdefghi')).toBe(false);
	});
});

describe('is shown:', () => {
	it.each([
		'08585287571846374926431098273CU15',
		'1761000000123',
		'tcid=1234567890123456789,server=DB3PEPF00003C1A,cv=Xk2Vb9QmTkeJ0wYzR4uPdg.0',
		'workflows',
		'triggers',
		'IncomingWebhook',
		'powerautomate',
		'automations',
		KEY.slice(0, 7),
		'',
	])('%s', (text) => {
		expect([mayShow(text), mayShow(text, CONNECTOR)]).toEqual([true, true]);
	});

	it.each([
		['the host', 'gw.example.com'],
		['a part of a path that is shorter than eight characters', 'my-hooks-1'],
	])('%s of one’s own', (_what, text) => {
		expect(mayShowOf('https://gw.example.com/hooks/Secret-Path-1?x')(text)).toBe(true);
	});

	/** teams.md B.2 and C.3, with a run id or a handle where there is one. */
	it.each<readonly [string, number, string]>([
		[CONNECTOR, 200, '1'],
		[
			CONNECTOR,
			200,
			'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with ContextId tcid=1234567890123456789,server=DB3PEPF00003C1A,cv=Xk2Vb9QmTkeJ0wYzR4uPdg.0.',
		],
		[
			CONNECTOR,
			200,
			'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 413 with ContextId MS-CV=Xk2Vb9QmTkeJ0wYzR4uPdg.0.',
		],
		[CONNECTOR, 400, 'Summary or Text is required.'],
		[CONNECTOR, 400, 'Bad payload received by generic incoming webhook.'],
		[CONNECTOR, 404, 'Invalid webhook URL'],
		[FLOW, 202, ''],
		[FLOW, 200, '{"outcome":"delivered","messageId":"1761000000123"}'],
		[
			FLOW,
			400,
			'{"error":{"code":"TriggerInputSchemaMismatch","message":"The input body for trigger \'manual\' of type \'Request\' did not match its schema definition."}}',
		],
		[
			FLOW,
			400,
			'{"error":{"code":"WorkflowTriggerIsNotEnabled","message":"Could not execute workflow trigger \'manual\': the state is \'Deleted\'."}}',
		],
		[
			FLOW,
			401,
			'{"error":{"code":"DirectApiAuthorizationRequired","message":"The OAuth authorization scheme is required."}}',
		],
		[
			FLOW,
			403,
			'{"error":{"code":"MisMatchingOAuthClaims","message":"One or more claims either missing or does not match with the open authentication access control policy."}}',
		],
		[FLOW, 404, '{"error":{"code":"WorkflowNotFound","message":"The workflow could not be found."}}'],
		[FLOW, 429, ''],
		[
			FLOW,
			502,
			'{"error":{"code":"NoResponse","message":"The server did not receive a response from an upstream server."}}',
		],
	])('all there is to an answer of Microsoft’s: %s %i %s', (url, status, body) => {
		const answer: PostAnswer = {
			kind: 'answer',
			status,
			headers: url === FLOW ? { 'x-ms-workflow-run-id': '08585287571846374926431098273CU15' } : {},
			body,
		};
		const { kind } = parseDestination(url, '');
		expect(interpret(answer, kind, echoCheck(secretsOf(url)))).toEqual(interpret(answer, kind, () => true));
		expect(withoutEchoes(answer, echoCheck(secretsOf(url)))).toEqual(answer);
	});

	it('ids of runs, whatever the key', async () => {
		await fc.assert(
			fc.asyncProperty(
				sigs,
				ids,
				headerValues,
				fc.stringMatching(/^0858[0-9]{25}CU[0-9]{2}$/),
				async (sig, id, value, runId) => {
					const { output } = await send({
						url: flowUrl(sig, id),
						value: value.sent,
						answer: { kind: 'answer', status: 202, headers: { 'x-ms-workflow-run-id': runId }, body: '' },
					});
					expect(output).toContain(runId);
				},
			),
			{ ...RUNS, seed: 1 },
		);
	});
});

it('nothing of a secret reaches an output or an error, however a hostile answer writes it', async () => {
	const hostile = fc
		.tuple(sigs, ids, headerValues)
		.chain((all) =>
			fc.tuple(
				fc.constant(all),
				fc.constantFrom(200, 200, 202, 302, 400, 401, 403, 404, 413, 429, 500, 503),
				fc.array(echoOf(all), { minLength: 6, maxLength: 6 }),
			),
		);
	await fc.assert(
		fc.asyncProperty(
			hostile,
			fc.boolean(),
			async ([[sig, id, value], status, [a = '', b = '', c = '', d = '', e = '', f = '']], isConnector) => {
				const body =
					status === 200 && !isConnector
						? JSON.stringify({ outcome: 'delivered', messageId: a })
						: `Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 400 with ContextId tcid=${b},server=${c},cv=${d} ${a}`;
				const headers = {
					'x-ms-workflow-run-id': e,
					'retry-after': f,
					location: a,
					'www-authenticate': `Bearer error="${b}"`,
					date: c,
				};
				const { output, texts } = await send({
					url: isConnector ? connectorUrl(id) : flowUrl(sig, id),
					value: value.sent,
					answer: { kind: 'answer', status, headers, body },
				});
				expect(readableSecret(texts.join('\n'), isConnector ? [id, value] : [sig, id, value])).toBeUndefined();
				expect(output).not.toMatch(/undefined|\[object/);
			},
		),
		RUNS,
	);
});

it('nor a word of it in an answer that goes on to others', () => {
	const hostile = bearers.chain((token) => fc.tuple(fc.constant(token), echoOf([token]), echoOf([token])));
	fc.assert(
		fc.property(hostile, ([token, a, b]) => {
			const answer: PostAnswer = {
				kind: 'answer',
				status: 401,
				headers: { 'x-ms-workflow-run-id': a },
				body: JSON.stringify({ error: { code: 'MisMatchingOAuthClaims', message: `${a} ${b}` } }),
			};
			const { headers, body } = withoutEchoes(answer, checkFor([token.sent]));
			expect(readableSecret([...Object.values(headers), body].join('\n'), [token])).toBeUndefined();
			expect(body).toContain('MisMatchingOAuthClaims');
		}),
		RUNS,
	);
});

function flowUrl(sig: Secret, id: Secret): string {
	return `https://gw.example.com/workflows/${id.sent}/triggers/manual/paths/invoke?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=${sig.sent}`;
}

function connectorUrl(id: Secret): string {
	return `https://gw.example.com/webhookb2/${id.sent}/IncomingWebhook/x/y`;
}

/** Sends one message to a host that gives this answer, and returns everything that n8n would show. */
async function send({
	url,
	value,
	answer,
}: {
	readonly url: string;
	readonly value: string;
	readonly answer: PostAnswer;
}): Promise<{ readonly output: string; readonly texts: readonly string[] }> {
	const clock = createFakeClock();
	const transport: Transport = { engine: 'undici', post: async () => answer };
	const ports = {
		transport,
		pacer: createPacer(clock.now, clock.sleep),
		tally: createFlowTally(clock.now),
		now: clock.now,
		sleep: clock.sleep,
		random: () => 0.5,
	};
	const policy = { maxAttempts: 1, maxWaitMs: 60_000, timeoutMs: 15_000, pace: 'off' as const, retryUnclear: false };
	const { delivery, problem } = await deliver(
		{
			draft: draftOf(textContent('hi')),
			options: { onInvalid: 'fail', onTooLarge: 'truncate' },
			destination: parseDestination(url, 'gw.example.com'),
			name: null,
			headers: { 'x-key': value },
			pace: { group: 'g', per300s: 0 },
			policy,
			partsSentBefore: 0,
			waitedMs: 0,
		},
		ports,
	);
	const failure = problem === undefined ? undefined : failureOf(delivery, problem);
	const error =
		failure === undefined
			? undefined
			: toNodeError({ id: '1', name: 'n', type: 't', typeVersion: 1, position: [0, 0], parameters: {} }, failure, 0);
	const shown = [
		delivery,
		problem,
		failure === undefined ? undefined : failedItem(failure),
		error === undefined ? undefined : { ...error, message: error.message },
	];
	return { output: JSON.stringify(shown.filter((part) => part !== undefined)), texts: stringsOf(shown) };
}

function stringsOf(value: unknown, seen = new Set<unknown>()): readonly string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null || seen.has(value)) return [];
	seen.add(value);
	return Object.values(value).flatMap((member: unknown) => stringsOf(member, seen));
}

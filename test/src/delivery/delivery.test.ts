import type { PostAnswer, PostRequest, Transport } from '../../../src/ports';

import { textContent, cardContent } from '../../../src/cards/content';
import { buildEnvelope } from '../../../src/cards/envelope';
import { adaptiveCard } from '../../../src/cards/message';
import { TeamsWebhookError } from '../../../src/errors';
import { deliver, draftOf } from '../../../src/delivery/deliver';
import { parseDestination } from '../../../src/delivery/destination';
import { toFailure } from '../../../src/delivery/failure';
import { interpret } from '../../../src/delivery/interpret';
import { createPacer } from '../../../src/delivery/schedule';

const FLOW = 'https://default0123.4f.environment.api.powerplatform.com:443/powerautomate/automations/direct/workflows/ab/triggers/manual/paths/invoke?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=SECRET';
const CONNECTOR = 'https://contoso.webhook.office.com/webhookb2/a@b/IncomingWebhook/c/d';

describe('destination', () => {
	it.each([
		[FLOW, '', 'workflows'],
		['https://prod-12.westeurope.logic.azure.com:443/workflows/x/triggers/manual/paths/invoke?sig=y', '', 'workflows'],
		['https://x.01.environment.api.gov.powerplatform.microsoft.us/x?sig=y', '', 'workflows'],
		[CONNECTOR, '', 'connector'],
		['https://outlook.office.com/webhook/a@b/IncomingWebhook/c/d', '', 'connector'],
		['http://127.0.0.1:8080/x/triggers/manual/paths/invoke?sig=y', '127.0.0.1', 'workflows'],
		['http://localhost/webhookb2/x', 'example.com, LOCALHOST', 'connector'],
		['https://gateway.example.com/teams', 'gateway.example.com', 'other'],
	])('judges %s (%j) as %s', (url, allowed, kind) => {
		expect(parseDestination(`  ${url}\n`, allowed)).toMatchObject({ kind, url });
	});

	it('warns that a connector URL is retired', () => {
		expect(parseDestination(CONNECTOR, '').warnings).toEqual([expect.stringContaining('May 2026')]);
		expect(parseDestination(FLOW, '').warnings).toEqual([]);
	});

	it.each([
		['', '', 'url-blank'],
		['not a url', '', 'url-not-valid'],
		['https://user:SECRET@contoso.webhook.office.com/webhookb2/x', '', 'url-not-valid'],
		[FLOW.replace('https', 'http'), '', 'url-not-https'],
		['http://gateway.example.com/SECRET', 'gateway.example.com', 'url-not-https'],
		['http://127.0.0.1/SECRET', '', 'url-not-https'],
		['https://evil.example/SECRET', '', 'host-not-allowed'],
		['https://webhook.office.com.evil.example/SECRET', '', 'host-not-allowed'],
		['https://evilwebhook.office.com/SECRET', '', 'host-not-allowed'],
		['https://a.gateway.example.com/SECRET', 'gateway.example.com', 'host-not-allowed'],
	])('refuses %s (%j) with %s, without showing the secret', (url, allowed, code) => {
		expect(() => parseDestination(url, allowed)).toThrow(expect.objectContaining({ code, message: expect.not.stringContaining('SECRET') as string }) as Error);
	});
});

describe('envelope', () => {
	it('sends text as a card to flows and as text to connectors', () => {
		const text = textContent('hi');
		expect(JSON.parse(buildEnvelope(text, 'workflows'))).toMatchObject({ type: 'message', attachments: [{ contentUrl: null, content: { version: '1.4', body: [{ text: 'hi', wrap: true }], msteams: { width: 'Full' } } }] });
		expect(JSON.parse(buildEnvelope(text, 'connector'))).toEqual({ text: 'hi' });
		expect(JSON.parse(buildEnvelope(textContent('hi', false), 'workflows'))).not.toMatchObject({ attachments: [{ content: { msteams: { width: 'Full' } } }] });
	});

	it('puts the summary where a notification looks for it, and text before cards', () => {
		const content = { ...cardContent([adaptiveCard([])]), text: 'hi', summary: 'S' };
		expect(JSON.parse(buildEnvelope(content, 'workflows'))).toMatchObject({ summary: 'S', attachments: [{ content: { body: [{ text: 'hi' }] } }, { content: { body: [] } }] });
		expect(JSON.parse(buildEnvelope(content, 'reply'))).toMatchObject({ type: 'message', summary: 'S', text: 'hi', attachments: [{ content: { body: [] } }] });
	});
});

const answer = (status: number, body = '', headers: Record<string, string> = {}): PostAnswer => ({ kind: 'answer', status, headers, body });

describe('interpretation', () => {
	it.each([
		['connector', 200, '1', 'delivered', undefined],
		['connector', 200, ' 1\n', 'delivered', undefined],
		['connector', 200, '', 'unclear', 'unclear-answer'],
		['connector', 200, '11', 'unclear', 'unclear-answer'],
		['connector', 200, 'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 400 with ContextId x', 'rejected', 'teams-refused'],
		['connector', 200, '... HTTP error 413 with ContextId x', 'rejected', 'payload-refused'],
		['connector', 200, '... HTTP error 429 with ContextId x', 'rejected', 'throttled'],
		['connector', 400, 'Summary or Text is required.', 'rejected', 'payload-refused'],
		['connector', 410, '', 'rejected', 'webhook-not-found'],
		['workflows', 202, '', 'accepted', undefined],
		['workflows', 200, '1', 'accepted', undefined],
		['workflows', 400, '{"error":{"code":"WorkflowTriggerIsNotEnabled"}}', 'rejected', 'flow-off'],
		['workflows', 401, '{"error":{"code":"DirectApiAuthorizationRequired"}}', 'rejected', 'flow-wants-sign-in'],
		['workflows', 403, '', 'rejected', 'flow-wants-sign-in'],
		['workflows', 404, '', 'rejected', 'flow-not-found'],
		['workflows', 413, '', 'rejected', 'payload-refused'],
		['workflows', 429, '', 'rejected', 'throttled'],
		['workflows', 408, '', 'rejected', 'throttled'],
		['workflows', 503, '', 'rejected', 'throttled'],
		['workflows', 302, '', 'rejected', 'payload-refused'],
		['workflows', 502, '{"error":{"code":"NoResponse"}}', 'unclear', 'unclear-answer'],
		['workflows', 700, '', 'unclear', 'unclear-answer'],
		['other', 204, '', 'accepted', undefined],
	] as const)('reads %s %i %j as %s', (kind, status, body, outcome, code) => {
		const result = interpret(answer(status, body), kind);
		expect([result.outcome, result.problem?.code]).toEqual([outcome, code]);
	});

	it('keeps the run id of a flow', () => {
		expect(interpret(answer(202, '', { 'x-ms-workflow-run-id': '085' }), 'workflows').runIds).toEqual(['085']);
	});

	it.each([
		['no', 'notSent', 'connection-failed'],
		['unknown', 'unclear', 'unclear-no-answer'],
	] as const)('reads a failure that was sent: %s as %s', (sent, outcome, code) => {
		expect(interpret({ kind: 'failure', sent, cause: 'X' }, 'workflows')).toMatchObject({ outcome, statusCode: null, problem: { code } });
	});
});

describe('failure', () => {
	it.each([
		[{ code: 'ECONNREFUSED' }, 'no', 'ECONNREFUSED'],
		[{ code: 'bad', cause: { code: 'ENOTFOUND' } }, 'no', 'ENOTFOUND'],
		[{ code: 'SELF_SIGNED_CERT_IN_CHAIN' }, 'no', 'SELF_SIGNED_CERT_IN_CHAIN'],
		[{ code: 'ECONNRESET' }, 'unknown', 'ECONNRESET'],
		[new DOMException('https://x/SECRET', 'TimeoutError'), 'unknown', 'timeout'],
		[new Error('https://x/SECRET'), 'unknown', 'no error code'],
		[null, 'unknown', 'no error code'],
	])('of %j: sent %s, %s', (error, sent, cause) => {
		expect(toFailure(error)).toEqual({ kind: 'failure', sent, cause });
	});

	it('does not follow a ring of causes for ever', () => {
		const error: { cause?: unknown } = {};
		error.cause = error;
		expect(toFailure(error).cause).toBe('no error code');
	});
});

describe('pace', () => {
	const create = () => {
		const state = { nowMs: 1_000_000, slept: [] as number[] };
		const pacer = createPacer(
			() => state.nowMs,
			async (ms) => {
				state.slept.push(ms);
				state.nowMs += ms;
			},
		);
		return { state, pacer };
	};

	it('lets everything through when it is off', async () => {
		const { pacer, state } = create();
		for (let count = 0; count < 100; count += 1) await pacer.takePlace('g', 0);
		expect(state.slept).toEqual([]);
	});

	it('refuses at once when the wait would be longer than 60 s, and waits when it is not', async () => {
		const { pacer, state } = create();
		await pacer.takePlace('g', 2);
		await pacer.takePlace('g', 2);
		await expect(pacer.takePlace('g', 2)).rejects.toMatchObject({ code: 'pace-window-full' });
		await pacer.takePlace('other', 2);
		state.nowMs += 240_000;
		await pacer.takePlace('g', 2);
		expect(state.slept).toEqual([60_000]);
	});

	it('never has more messages in a window than allowed', async () => {
		const { pacer, state } = create();
		const sentMs: number[] = [];
		for (let count = 0; count < 200; count += 1) {
			await pacer.takePlace('g', 5).then(() => sentMs.push(state.nowMs), () => (state.nowMs += 10_000));
		}
		for (const [index, atMs] of sentMs.entries()) expect(sentMs.slice(index + 1).filter((other) => other < atMs + 300_000).length).toBeLessThanOrEqual(4);
		expect(sentMs.length).toBeGreaterThan(10);
	});
});

describe('delivery', () => {
	const FITTING = { onInvalid: 'fail', onTooLarge: 'truncate' } as const;
	const orderOf = (text: string, options: Parameters<typeof deliver>[0]['options'] = FITTING) => ({ draft: draftOf(textContent(text)), options, destination: { ...parseDestination(CONNECTOR, ''), kind: 'workflows' as const }, headers: { 'x-key': 'k' } });
	const portsOf = (answers: readonly PostAnswer[], takePlace = async () => undefined as void) => {
		const posts: PostRequest[] = [];
		const transport: Transport = { engine: 'undici', post: async (request) => answers[posts.push(request) - 1] ?? answer(500) };
		return { posts, ports: { transport, takePlace } };
	};

	it('sends once, with the secret headers, and counts UTF-8 bytes', async () => {
		const { posts, ports } = portsOf([answer(202)]);
		const { delivery } = await deliver(orderOf('é'), ports);
		expect(posts).toHaveLength(1);
		expect(posts[0]).toMatchObject({ url: CONNECTOR, headers: { 'x-key': 'k', 'content-type': 'application/json; charset=utf-8' }, timeoutMs: 15_000 });
		expect(delivery).toMatchObject({ outcome: 'accepted', attempts: 1, parts: 1, bytes: Buffer.byteLength(posts[0]?.body ?? '') });
		expect(delivery.partsSent).toBeUndefined();
		expect(JSON.stringify(delivery)).not.toContain('IncomingWebhook');
	});

	const long = Array.from({ length: 9_000 }, (_, index) => `line ${index}`).join('\n');
	const split = { ...FITTING, onTooLarge: 'split' } as const;

	it('sends the parts of a split message in order, and keeps every run id', async () => {
		const { posts, ports } = portsOf(Array.from({ length: 9 }, (_, index) => answer(202, '', { 'x-ms-workflow-run-id': `run${index}` })));
		const { delivery, problem } = await deliver(orderOf(long, split), ports);
		expect(problem).toBeUndefined();
		expect(delivery).toMatchObject({ outcome: 'accepted', parts: posts.length, partsSent: posts.length, attempts: posts.length, runIds: posts.map((_, index) => `run${index}`) });
		expect(posts.length).toBeGreaterThan(2);
		expect(posts[1]?.body).toContain(`(2/${posts.length})`);
	});

	it('stops at the part that is refused, and says how many were taken', async () => {
		const { posts, ports } = portsOf([answer(202), answer(404)]);
		const { delivery, problem } = await deliver(orderOf(long, split), ports);
		expect(posts).toHaveLength(2);
		expect(delivery).toMatchObject({ outcome: 'rejected', partsSent: 1, statusCode: 404 });
		expect(problem).toMatchObject({ code: 'flow-not-found', message: expect.stringMatching(/1 of \d parts of the message had been taken\.$/) as string });
	});

	it('stops at the part for which there is no place', async () => {
		let places = 0;
		const { posts, ports } = portsOf([answer(202)], async () => {
			places += 1;
			if (places === 2) throw new TeamsWebhookError('pace-window-full', 'full', 'later');
		});
		const { delivery, problem } = await deliver(orderOf(long, split), ports);
		expect([posts.length, delivery.outcome, delivery.attempts, problem?.code]).toEqual([1, 'notSent', 1, 'pace-window-full']);
	});

	it('lets other errors of its ports through', async () => {
		const { ports } = portsOf([], async () => {
			throw new Error('broken');
		});
		await expect(deliver(orderOf('x'), ports)).rejects.toThrow('broken');
	});
});

import { deliveryOf } from '../../../src/events/delivery';

const BODY = { title: 'x' };
const REST = { params: {}, query: {}, webhookUrl: 'https://n8n.example.com/webhook/1', executionMode: 'production' };

it.each<[string, unknown]>([
	['the body alone', BODY],
	['an item of a Webhook node', { headers: {}, body: BODY, ...REST }],
	['headers and body alone', { headers: {}, body: BODY }],
	['a body that is JSON in a text', { headers: {}, body: JSON.stringify(BODY), ...REST }],
	['JSON in JSON', JSON.stringify(JSON.stringify(BODY))],
	['a text with a byte order mark', `\ufeff${JSON.stringify(BODY)}`],
	['a form with the field payload', { headers: {}, body: { payload: JSON.stringify(BODY) }, ...REST }],
	['a list of one', [BODY]],
])('finds the body in %s', (_name, value) => {
	expect(deliveryOf(value)?.body.raw).toEqual(BODY);
});

it('reads headers by their lower-case names', () => {
	const { headers } = deliveryOf({ headers: { 'X-Event-Key': 'repo:push', bad: { a: 1 } }, body: BODY, ...REST }) ?? {};
	expect(headers).toEqual({ 'x-event-key': 'repo:push', bad: '' });
});

it('keeps a payload that has members called headers and body', () => {
	const payload = { headers: 'none', body: 'Hello', title: 'x' };
	expect(deliveryOf(payload)?.body.raw).toEqual(payload);
});

it('keeps a payload field that is no JSON', () => {
	expect(deliveryOf({ payload: 'x' })?.body.raw).toEqual({ payload: 'x' });
});

it.each([undefined, null, 1, 'text', '', [], {}, [[]], { headers: {}, body: '', ...REST }, { headers: {}, body: {} }])(
	'finds nothing in %j',
	(value) => {
		expect(deliveryOf(value)).toBeUndefined();
	},
);

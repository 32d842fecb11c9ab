import { parse } from 'node:querystring';

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
	['a form with the field payload_json', { headers: {}, body: { payload_json: JSON.stringify(BODY) }, ...REST }],
	['JSON that was posted as a form', { headers: {}, body: { [JSON.stringify(BODY)]: '' }, ...REST }],
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

it('puts together JSON that a form has taken apart at its signs', () => {
	const body = { text: 'x', title_link: 'https://example.com/?a=1&b=2==', list: [{ c: '&' }] };
	const form = { ...parse(JSON.stringify(body)) };
	expect(Object.keys(form).length).toBeGreaterThan(1);
	expect(deliveryOf({ headers: {}, body: form, ...REST })?.body.raw).toEqual(body);
});

it.each([
	['is not JSON', { '{"text":': '' }],
	['has other values', { '{"text":"x"}': ['', ''] }],
	['is a list', { '[1]': '' }],
])('keeps a form whose name %s', (_name, form) => {
	expect(deliveryOf({ headers: {}, body: form, ...REST })?.body.raw).toEqual(form);
});

it.each([undefined, null, 1, 'text', '', [], {}, [[]], { headers: {}, body: '', ...REST }, { headers: {}, body: {} }])(
	'finds nothing in %j',
	(value) => {
		expect(deliveryOf(value)).toBeUndefined();
	},
);

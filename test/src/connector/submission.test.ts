import { actionOf, parseSubmission } from '../../../src/connector/submission';

const valid = {
	action: 'created',
	state: 's',
	entityId: 'e',
	webhookUrl: 'https://x',
	configName: ' Mine ',
	settings: { a: 1 },
	context: {
		user: { id: 'u', principalName: 'p' },
		tenant: { id: 't' },
		team: { id: 'a', name: 'b' },
		channel: { id: 'c', name: 'd' },
		host: { name: 'Teams', clientType: 'web' },
		appType: 'teams',
		locale: 'nb',
		timeZone: 'Europe/Oslo',
	},
};

it('reads what the page posts', () => {
	const { context, ...rest } = valid;
	expect(parseSubmission(valid)).toEqual({ ...rest, configName: 'Mine', unverified: context });
});

it('takes no member that it does not know, and no text that is too long, from what the browser reports', () => {
	const context = {
		...valid.context,
		user: { id: 'x'.repeat(301), principalName: 'a\nb', admin: true },
		tenant: 'tenant',
		extra: 1,
		locale: 5,
	};
	expect(parseSubmission({ ...valid, context })?.unverified).toEqual({
		...valid.context,
		user: { id: null, principalName: 'a b' },
		tenant: { id: null },
		locale: null,
	});
});

it.each([
	['an unknown action', { action: 'deleted' }],
	['a state that is no text', { state: { $ne: 1 } }],
	['an entity id that is no text', { entityId: ['e'] }],
	['a URL that is no text', { webhookUrl: null }],
	['a URL that is too long', { webhookUrl: 'x'.repeat(16_385) }],
	['a name that is no text', { configName: 5 }],
	['a name that is too long', { configName: 'x'.repeat(121) }],
])('refuses %s', (_title, changed) => {
	expect(parseSubmission({ ...valid, ...changed })).toBeUndefined();
});

it.each([[undefined], [null], ['x'], [5], [[]], [{}], [JSON.parse('{"__proto__":{"action":"created"}}')]])(
	'refuses the body %j',
	(body) => {
		expect(parseSubmission(body)).toBeUndefined();
	},
);

it('takes no member that is only inherited', () => {
	expect(parseSubmission(Object.create(valid))).toBeUndefined();
});

it('knows three actions', () => {
	expect(['created', 'updated', 'removed', 'Created', '__proto__', undefined, ['created']].map(actionOf)).toEqual([
		'created',
		'updated',
		'removed',
		undefined,
		undefined,
		undefined,
		undefined,
	]);
});

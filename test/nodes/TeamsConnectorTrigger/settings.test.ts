import type { IWebhookFunctions } from 'n8n-workflow';

import { tryReadSettings } from '../../../nodes/TeamsConnectorTrigger/settings';

const settingsFor = async (parameters: Readonly<Record<string, unknown>>) => {
	const context = {
		getCredentials: async () => ({ stateSecret: 'connector tests, not a secret of anybody' }),
		getNode: () => ({ name: 'Trigger' }),
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
	};
	return await tryReadSettings(context as unknown as IWebhookFunctions);
};

it.each([
	['replyNode', 'replyNode'],
	['immediately', 'immediately'],
	['lastNode', 'lastNode'],
	[undefined, 'lastNode'],
	['', 'lastNode'],
	['onReceived', 'lastNode'],
	[true, 'lastNode'],
])('waits for the last node unless it is told another way to answer: %j', async (respond, mode) =>
	expect(await settingsFor({ respond })).toMatchObject({ ok: true, value: { respond: mode } }),
);

it.each([
	[{}, 20_000],
	[{ deadline: 1 }, 1_000],
	[{ deadline: '2.5' }, 2_500],
	[{ deadline: 25 }, 25_000],
	[{ deadline: 1.2345 }, 1_235],
])('gives the deadline in whole milliseconds: %j', async (options, deadlineMs) =>
	expect(await settingsFor({ options })).toMatchObject({ ok: true, value: { deadlineMs } }),
);

it.each([0.9, 25.1, 'soon', null])('names the option and its node where the deadline is %j', async (deadline) =>
	expect(await settingsFor({ options: { deadline } })).toMatchObject({
		ok: false,
		error: {
			code: 'option-invalid',
			message: 'The option "Deadline (Seconds)" of the trigger must be between 1 and 25.',
		},
	}),
);

import { tryReadSettings } from '../../../nodes/TeamsConnectorTrigger/settings';
import { triggerContext } from '../../support/trigger-context';

const settingsFor = async (parameters: Readonly<Record<string, unknown>>) =>
	await tryReadSettings(triggerContext(parameters, { stateSecret: 'connector tests, not a secret of anybody' }));

it('waits for the last node by default', async () =>
	expect(await settingsFor({})).toMatchObject({ ok: true, value: { respond: 'lastNode' } }));

it('takes another way to answer', async () =>
	expect(await settingsFor({ respond: 'immediately' })).toMatchObject({ ok: true, value: { respond: 'immediately' } }));

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

import { tryReadSettings } from '../../../nodes/TeamsCardActionTrigger/settings';
import { triggerContext } from '../../support/trigger-context';

const CREDENTIAL = {
	allowedTenants: 'aaaabbbb-cccc-4ddd-8eee-ffff00001111',
	audience: '11112222-3333-4444-8555-666677778888',
	bindingSecret: 'for tests: 48 characters of something very long.',
};

const settingsFor = async (parameters: Readonly<Record<string, unknown>>) =>
	await tryReadSettings(triggerContext(parameters, CREDENTIAL));

it('waits for Reply by default', async () =>
	expect(await settingsFor({})).toMatchObject({ ok: true, value: { respond: 'replyNode' } }));

it('takes another way to answer', async () =>
	expect(await settingsFor({ respond: 'immediately' })).toMatchObject({ ok: true, value: { respond: 'immediately' } }));

it.each([
	[{}, 1_700],
	[{ replyDeadline: 0.3 }, 300],
	[{ replyDeadline: 1.2345 }, 1_235],
	[{ replyDeadline: '4.5' }, 4_500],
])('gives the deadline in whole milliseconds: %j', async (options, deadlineMs) =>
	expect(await settingsFor({ options })).toMatchObject({ ok: true, value: { deadlineMs } }),
);

it.each([0.2, 4.6, 'soon', null])('names the option and its node where the deadline is %j', async (replyDeadline) =>
	expect(await settingsFor({ options: { replyDeadline } })).toMatchObject({
		ok: false,
		error: {
			code: 'option-invalid',
			message: 'The option "Reply Deadline (Seconds)" of the trigger must be between 0.3 and 4.5.',
		},
	}),
);

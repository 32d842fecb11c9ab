import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { readBadSignature, readSettings } from '../../../nodes/TeamsOutgoingWebhookTrigger/settings';

/** What the parameters give, by the names under which n8n hands them out. */
type Given = Readonly<Record<string, unknown>>;

/** A trigger to which nothing is wired. `typed` is what its panel holds, with expressions. */
const trigger = (given: Given, typed: IDataObject = {}) => {
	const context = {
		getNodeParameter: (name: string, fallback: unknown) => given[name] ?? fallback,
		getNode: () => ({ name: 'Trigger', parameters: typed }),
		getChildNodes: () => [],
		getConnections: () => [],
	};
	return context as unknown as IWebhookFunctions;
};

/** A trigger with one parameter whose expression fails. */
const failing = (parameter: string, error: Error) => {
	const getNodeParameter = (name: string, fallback: unknown) => {
		if (name === parameter) throw error;
		return fallback;
	};
	return { ...trigger({}), getNodeParameter } as unknown as IWebhookFunctions;
};

const settingsFor = (options: object) => readSettings(trigger({ options }));

describe('Name in Teams', () => {
	it.each([
		['Build Bot', 'Build Bot'],
		[' @Build Bot ', 'Build Bot'],
		['@ Build Bot', 'Build Bot'],
		['Build@Bot', 'Build@Bot'],
		['@@bot', '@bot'],
		[7, '7'],
		['', undefined],
		[' @ ', undefined],
		[null, undefined],
		[undefined, undefined],
	])('typed as %j is %j', (webhookName, name) => expect(settingsFor({ webhookName }).webhookName).toBe(name));
});

describe('times', () => {
	it.each([
		[{}, 300_000],
		[{ maxAge: 0 }, 0],
		[{ maxAge: '1.5' }, 90_000],
		[{ maxAge: 525_600 }, 31_536_000_000],
	])('give the oldest age of a message in milliseconds: %j', (options, maxAgeMs) =>
		expect(settingsFor(options).rules.maxAgeMs).toBe(maxAgeMs),
	);

	it.each([
		[{}, 4_000],
		[{ replyDeadline: 0.5 }, 500],
		[{ replyDeadline: 1.2345 }, 1_235],
		[{ replyDeadline: '9.5' }, 9_500],
	])('give the deadline in whole milliseconds: %j', (options, deadlineMs) =>
		expect(settingsFor(options).deadlineMs).toBe(deadlineMs),
	);

	it.each([
		[{ maxAge: -1 }, 'The option "Maximum Age (Minutes)" of the trigger must be between 0 and 525600.'],
		[{ maxAge: 525_601 }, 'The option "Maximum Age (Minutes)" of the trigger must be between 0 and 525600.'],
		[{ replyDeadline: 0.4 }, 'The option "Reply Deadline (Seconds)" of the trigger must be between 0.5 and 9.5.'],
		[{ replyDeadline: 'soon' }, 'The option "Reply Deadline (Seconds)" of the trigger must be between 0.5 and 9.5.'],
	])('out of range are refused with the name of the option and of its node: %j', (options, message) =>
		expect(() => settingsFor(options)).toThrow(expect.objectContaining({ code: 'option-invalid', message }) as Error),
	);
});

it('waits for Reply unless the workflow has stored another way to answer', () => {
	const respond = [undefined, 'lastnode', 'lastNode'].map(
		(stored) => readSettings(trigger({ respond: stored })).respond,
	);
	expect(respond).toEqual(['replyNode', 'replyNode', 'lastNode']);
});

describe('a parameter that cannot be read', () => {
	it.each(['options', 'respond', 'immediateText', 'commands.values'])('is named, with what n8n said: %s', (name) => {
		const cause = new Error('Referenced node does not exist');
		const message = `The trigger's parameter "${name}" cannot be read.`;
		expect(() => readSettings(failing(name, cause))).toThrow(
			expect.objectContaining({ code: 'option-invalid', message, cause }) as Error,
		);
	});

	it('refuses a wrong signature in the stricter way', () => {
		expect([
			readBadSignature(failing('options', new Error('no such node'))),
			readBadSignature(trigger({ options: { badSignature: 'message' } })),
			readBadSignature(trigger({ options: { badSignature: 'elsewhere' } })),
		]).toEqual(['unauthorized', 'message', 'unauthorized']);
	});
});

describe('commands', () => {
	const listsOf = (given: object, typed: IDataObject) => {
		const { commands } = readSettings(trigger({ 'commands.values': [{ name: 'deploy', ...given }] }, typed)).rules;
		return commands?.commands.map(({ users, channels }) => [users.kind, channels.kind]);
	};

	it.each([{ name: 'deploy' }, { name: 'deploy', allowedUsers: '', allowedChannels: '' }])(
		'are open to everybody while their lists are left alone: %j',
		(typed) => expect(listsOf({}, { commands: { values: [typed] } })).toEqual([['off', 'off']]),
	);

	it.each([{}, { commands: {} }, { commands: { values: '={{ $vars.commands }}' } }])(
		'that were not typed one by one are open to nobody whom they do not name: %j',
		(typed) => {
			expect(listsOf({}, typed)).toEqual([['broken', 'broken']]);
			expect(listsOf({ allowedUsers: '0f0e0d0c-1111-4222-8333-444455556666' }, typed)).toEqual([['ids', 'broken']]);
		},
	);

	it('decide what becomes of other messages: without any, each one starts the workflow, whatever is wired', () => {
		const unknownCommand = (given: Given) => readSettings(trigger(given)).rules.unknownCommand;
		expect([
			unknownCommand({}),
			unknownCommand({ options: { unknownCommand: 'help' } }),
			unknownCommand({ 'commands.values': [{ name: 'deploy' }] }),
		]).toEqual(['output', 'output', 'help']);
	});
});

import type { IWebhookFunctions } from 'n8n-workflow';

import { readSubmission } from '../../../nodes/TeamsConnectorTrigger/request';

const SUBMISSION = { action: 'removed', state: 's', entityId: 'e', webhookUrl: '', configName: 'Mine', settings: {} };

const read = (rawBody: unknown, headers: object = {}) => {
	const context = {
		getHeaderData: () => headers,
		getRequestObject: () => ({ rawBody }),
		getBodyData: () => SUBMISSION,
	};
	return readSubmission(context as unknown as IWebhookFunctions);
};

it('takes a body of up to 256 KiB, and not one byte more', () => {
	expect(read(Buffer.alloc(262_144))).toMatchObject(SUBMISSION);
	expect(read(Buffer.alloc(262_145))).toBeUndefined();
});

it.each([undefined, '{}', new Uint8Array(2)])('takes nothing whose bytes n8n has not kept: %p', (rawBody) =>
	expect(read(rawBody)).toBeUndefined(),
);

it.each([
	[{}, 'Mine'],
	[{ 'sec-fetch-site': 'same-origin' }, 'Mine'],
	[{ 'sec-fetch-site': 'same-site' }, undefined],
	[{ 'sec-fetch-site': 'none' }, undefined],
	[{ 'sec-fetch-site': '' }, undefined],
])('takes what comes from its own page, or from a browser that does not say: %j', (headers, configName) =>
	expect(read(Buffer.from('{}'), headers)?.configName).toBe(configName),
);

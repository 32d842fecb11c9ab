import type { Issuer } from '../../simulator/actionable-messages/issuer';
import type { Mailbox } from '../../simulator/actionable-messages/mailbox';
import type { Bench } from './support';

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { ACTION_TYPE, readWorkflow } from '../../scripts/lib/demo';
import { startIssuer } from '../../simulator/actionable-messages/issuer';
import { htmlOf, startMailbox } from '../../simulator/actionable-messages/mailbox';
import { cardIn, press } from '../../simulator/actionable-messages/outlook';
import { readPng } from '../../src/app-package/read-png';
import { officialMistakes } from '../support/app';
import { action, chain, post } from '../support/chain';
import { startBench } from './support';

jest.setTimeout(120_000);

const CARD_ACTION_TYPE = 'n8n-nodes-teams-webhooks.teamsCardActionTrigger';

interface Card {
	readonly sections: unknown;
	readonly potentialAction: ReadonlyArray<{
		readonly target?: string;
		readonly actions?: ReadonlyArray<{
			readonly target: string;
			readonly body: string;
			readonly bodyContentType: string;
		}>;
	}>;
}

let bench: Bench;
let mailbox: Mailbox;
let issuer: Issuer;

beforeAll(async () => {
	[mailbox, issuer, bench] = await Promise.all([startMailbox(), startIssuer(), startBench()]);
});

afterAll(async () => {
	await bench?.stop();
	await mailbox?.close();
	await issuer?.close();
});

/** The card in the newest email, as Outlook reads it. */
async function nextCard(before: number): Promise<Card> {
	const endMs = Date.now() + 20_000;
	while (mailbox.mails().length === before && Date.now() < endMs) await delay(100);
	return cardIn(htmlOf(mailbox.mails().at(-1) ?? '')) as Card;
}

it('an actionable message goes out by email, its button starts the workflow, and the status comes back', async () => {
	const actions = await bench.client.createCredential('actions', 'teamsCardActionApi', {
		allowedTenants: issuer.tenantId,
		audience: issuer.audience.v2,
		bindingSecret: 'for tests: 48 characters of something very long.',
		keysUrl: issuer.keysUrl,
		allowedHosts: '127.0.0.1',
	});
	const mail = await bench.client.createCredential('mail', 'smtp', {
		host: '127.0.0.1',
		port: mailbox.port,
		secure: false,
		disableStartTls: true,
		user: '',
		password: '',
	});
	const credentials = {
		[ACTION_TYPE]: { teamsCardActionApi: actions },
		[CARD_ACTION_TYPE]: { teamsCardActionApi: actions },
		'n8n-nodes-base.emailSend': { smtp: mail },
	};
	expect(await bench.client.publish(await readWorkflow('examples/actionable-message.json'), credentials)).toMatchObject(
		{ status: 'published' },
	);

	const hostile = 'Ada </script><!-- "Example" ж';
	await post(
		`${bench.n8n.baseUrl}/webhook/leave-request`,
		JSON.stringify({ id: 88, name: hostile, days: 3, from: '2 Nov', to: '4 Nov', manager: 'bo@example.com' }),
	);
	const card = await nextCard(0);
	expect(card).toMatchObject({
		'@type': 'MessageCard',
		summary: 'Leave request 88',
		expectedActors: ['bo@example.com'],
		hideOriginalBody: true,
		sections: [{ activityTitle: hostile, activitySubtitle: '3 days', facts: [{ value: '2 Nov' }, { value: '4 Nov' }] }],
	});
	expect(mailbox.mails()[0]).toMatch(/^To: bo@example\.com$/m);
	expect(htmlOf(mailbox.mails()[0] ?? '')).toContain(
		'<p><strong>Ada &lt;/script&gt;&lt;!-- &quot;Example&quot; ж</strong></p>',
	);

	const decline = card.potentialAction[1]?.actions?.[0];
	const url = new URL(decline?.target ?? '');
	expect([url.origin, decline?.body]).toEqual(['https://n8n.example.com', 'answer=decline&reason={{reason.value}}']);
	const here = `${bench.n8n.baseUrl}${url.pathname}${url.search}`;
	const body = decline?.body.replace('{{reason.value}}', 'He said "no",\nand left') ?? '';
	expect(await press({ url: here, token: issuer.token(), body, contentType: decline?.bodyContentType })).toMatchObject({
		status: 200,
		shown: 'The leave was declined',
	});
	expect(
		await press({
			url: here.replace('leave-88', 'leave-89'),
			token: issuer.token(),
			body,
			contentType: decline?.bodyContentType,
		}),
	).toMatchObject({ status: 403 });
});

it('a connector app is built, opens with unzip, and holds what Microsoft’s schema takes', async () => {
	const parameters = {
		resource: 'connectorApp',
		operation: 'build',
		configurationUrl: 'https://n8n.example.com/webhook/teams-connector',
		appShortName: '={{ $json.body.name }}',
		appShortDescription: 'Posts events.',
		developerName: 'Example Ltd',
		developerWebsite: 'https://example.com',
	};
	const entry = {
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: {
			httpMethod: 'POST',
			path: 'build-app',
			responseMode: 'lastNode',
			responseData: 'firstEntryBinary',
			responseBinaryPropertyName: 'data',
			options: {},
		},
	};
	expect(await bench.client.publish(chain('build-app', [entry, action(parameters)]), {})).toMatchObject({
		status: 'published',
	});
	const response = await fetch(`${bench.n8n.baseUrl}/webhook/build-app`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ name: 'Example feed' }),
	});
	expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/zip']);
	const folder = mkdtempSync(join(tmpdir(), 'connector-app-'));
	try {
		writeFileSync(join(folder, 'app.zip'), Buffer.from(await response.arrayBuffer()));
		expect(execFileSync('unzip', ['-t', 'app.zip'], { cwd: folder, encoding: 'utf8' })).toContain('No errors detected');
		execFileSync('unzip', ['-q', 'app.zip'], { cwd: folder });
		const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
			readonly manifestVersion: string;
		};
		expect([manifest, officialMistakes(manifest)]).toEqual([
			expect.objectContaining({ name: { short: 'Example feed', full: 'Example feed' } }),
			[],
		]);
		expect([
			readPng(readFileSync(join(folder, 'color.png'))),
			readPng(readFileSync(join(folder, 'outline.png'))),
		]).toMatchObject([
			{ width: 192, height: 192 },
			{ width: 32, height: 32, hasAlpha: true },
		]);
	} finally {
		rmSync(folder, { recursive: true });
	}
});

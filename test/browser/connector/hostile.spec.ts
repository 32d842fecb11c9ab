import type { Opened, Stage } from './stage';

import { expect } from '@playwright/test';

import { eventsOf } from './events';
import { test } from './fixtures';
import { open, publish, ready, TEAMS } from './stage';

/** A text that would run, load or post something if any place treated it as markup. */
const EVIL =
	'</script><script>window.pwned=1;alert(1)</script><img src=x onerror="window.pwned=1"><svg onload=alert(2)>"\' onfocus=alert(3) autofocus x="`';

const HOSTILE_FIELDS = {
	values: [
		{ name: 'text', label: `Text ${EVIL}`, type: 'text', default: EVIL, help: EVIL },
		{ name: 'one', label: `One ${EVIL}`, type: 'choice', options: `${EVIL}\nb = ${EVIL}`, default: 'b', help: EVIL },
		{ name: 'many', label: `Many ${EVIL}`, type: 'choices', options: `x = ${EVIL}`, default: 'x', help: EVIL },
		{ name: 'box', label: `Box ${EVIL}`, type: 'checkbox', default: 'true', help: EVIL },
	],
};

const ECHO = {
	name: 'Echo',
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: { jsCode: `return [{ json: { error: ${JSON.stringify(EVIL)} } }];` },
};

/** The only address that teams-js requests on its own, its list of hosts; the policy blocks the request. */
const ORIGIN_LIST = /^https:\/\/res\.cdn\.office\.net\//;

/** Fails if anything ran, or if anything other than the host, the page and n8n was requested. */
async function expectHarmless(opened: Opened, stage: Stage, url: string): Promise<void> {
	const pwned = await Promise.all(
		opened.page.frames().map(async (frame) => await frame.evaluate('String(window.pwned)')),
	);
	expect(
		pwned.filter((value) => value !== 'undefined'),
		'a script of somebody else',
	).toEqual([]);
	expect(
		opened.troubles.filter((trouble) => !trouble.startsWith('policy:') || !trouble.includes('res.cdn.office.net')),
		'errors and dialogs',
	).toEqual([]);
	expect(
		opened.requests.filter(
			(request) => !request.startsWith(TEAMS) && !request.startsWith(url) && !ORIGIN_LIST.test(request),
		),
		'strange requests',
	).toEqual([]);
	expect(stage.host.strangeRequests(), 'strange requests at the host').toEqual([]);
	const foreign = 'img, svg, iframe, object, embed, a, [onfocus], [onerror], [autofocus]';
	await expect(opened.frame.locator(foreign), 'elements that no template of ours has').toHaveCount(0);
}

test('Hostile titles, labels, choices, defaults and reasons', async ({ stage }) => {
	const options = { title: EVIL, introduction: EVIL, suggestedName: 'x' };
	const { id, url } = await publish(stage, { parameters: { fields: HOSTILE_FIELDS, options }, next: ECHO });
	const opened = await open(stage, url);
	await ready(opened);
	await expect(opened.frame.locator('h1')).toHaveText(EVIL);
	await expect(opened.frame.locator('#f-text')).toHaveValue(EVIL);
	const outcome = await opened.press('Save');
	expect(outcome, 'the reason of the workflow').toEqual({ outcome: 'failed', reason: EVIL });
	await expectHarmless(opened, stage, url);
	await opened.close();
	const [event] = await eventsOf(stage.client, id, 1);
	expect(event?.settings, 'the settings').toEqual({ text: EVIL, one: 'b', many: ['x'], box: true });
});

test('A host that lies about what was saved, and where messages go', async ({ stage }) => {
	const { url } = await publish(stage, {
		parameters: {
			fields: {
				values: [
					{ name: 'city', label: 'City', type: 'text' },
					{ name: 'list', label: 'List', type: 'choice', options: 'a\nb', default: 'a' },
				],
			},
		},
	});
	const saved = {
		entityId: 'forged',
		configName: EVIL,
		contentUrl: `${url}#settings=${encodeURIComponent(JSON.stringify({ city: EVIL, list: EVIL, other: EVIL }))}`,
	};
	const opened = await open(stage, saved.contentUrl, { host: { saved: JSON.stringify(saved), theme: EVIL } });
	await ready(opened);
	await expect(opened.frame.locator('#f-city')).toHaveValue(EVIL);
	await expect(opened.frame.locator('#f-list')).toHaveValue('a');
	await opened.frame.getByLabel('Name').fill('x');
	expect(await opened.press('Save'), 'a forged id').toEqual({
		outcome: 'failed',
		reason: 'This connection is not known here. Remove it and set it up again.',
	});
	await expectHarmless(opened, stage, url);
	await opened.close();
	const elsewhere = await open(stage, url, { host: { webhookUrl: 'https://attacker.example/webhookb2/x' } });
	await ready(elsewhere);
	await elsewhere.frame.getByLabel('Name').fill('x');
	expect(await elsewhere.press('Save'), 'a webhook URL of somebody else').toEqual({
		outcome: 'failed',
		reason:
			"The app that shows this page did not supply one of Microsoft's webhook URLs, so nothing could be sent to this connection.",
	});
	await elsewhere.close();
});

test('Frames of others, of Outlook, and none', async ({ stage }) => {
	const { url } = await publish(stage, { parameters: {} });
	for (const origin of [
		'https://attacker.example',
		'https://teams.microsoft.com.attacker.example',
		'https://www.office.com',
	]) {
		const opened = await open(stage, url, { origin });
		const isRefused = () => opened.troubles.some((trouble) => trouble.includes('frame-ancestors'));
		await expect.poll(isRefused, { message: `${origin}: the browser refuses the frame` }).toBe(true);
		await expect(opened.frame.locator('#form')).toHaveCount(0);
		expect((await opened.state()).heard, `${origin}: what the page has said`).toEqual([]);
		await opened.close();
	}
	const outlook = await open(stage, url, { origin: 'https://outlook.office.com' });
	await ready(outlook);
	await outlook.close();
	const context = await stage.browser.newContext();
	const alone = await context.newPage();
	await alone.goto(url);
	await expect(alone.getByRole('alert').filter({ hasText: 'Open it there.' })).toBeVisible();
	await context.close();
});

test('A host without configuration', async ({ stage }) => {
	const { url } = await publish(stage, { parameters: {} });
	const opened = await open(stage, url, { host: { generation: '0' } });
	await expect(opened.frame.getByRole('alert').filter({ hasText: 'Open it there.' })).toBeVisible();
	expect(
		(await opened.state()).heard.filter((name) => name.startsWith('settings.set')),
		'what a host without configuration is asked to save',
	).toEqual([]);
	await opened.close();
});

import type { Opened, Stage } from './stage';

import { eventsOf } from './events';
import { expectSame, open, publish, ready, TEAMS } from './stage';

/** A text that would run, load or post something wherever it were taken for markup. */
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

/** The only address teams-js asks for by itself, its list of hosts; the policy keeps it from leaving. */
const ORIGIN_LIST = /^https:\/\/res\.cdn\.office\.net\//;

/** Fails where anything ran, or anything was asked for but the host, the page and n8n. */
async function expectHarmless(opened: Opened, stage: Stage, url: string): Promise<void> {
	const pwned = await Promise.all(
		opened.page.frames().map(async (frame) => await frame.evaluate('String(window.pwned)')),
	);
	expectSame(
		'a script of somebody else',
		pwned.filter((value) => value !== 'undefined'),
		[],
	);
	expectSame(
		'errors and dialogs',
		opened.troubles.filter((trouble) => !trouble.startsWith('policy:') || !trouble.includes('res.cdn.office.net')),
		[],
	);
	expectSame(
		'strange requests',
		opened.requests.filter(
			(request) => !request.startsWith(TEAMS) && !request.startsWith(url) && !ORIGIN_LIST.test(request),
		),
		[],
	);
	expectSame('strange requests at the host', stage.host.strangeRequests(), []);
	expectSame(
		'elements that no template of ours has',
		await opened.frame.locator('img, svg, iframe, object, embed, a, [onfocus], [onerror], [autofocus]').count(),
		0,
	);
}

async function hostileTexts(stage: Stage): Promise<void> {
	const options = { title: EVIL, introduction: EVIL, suggestedName: 'x' };
	const { id, url } = await publish(stage, 'hostile', { parameters: { fields: HOSTILE_FIELDS, options }, next: ECHO });
	const opened = await open(stage, url);
	await ready(opened);
	expectSame('the title', await opened.frame.locator('h1').textContent(), EVIL);
	expectSame('the text', await opened.frame.locator('#f-text').inputValue(), EVIL);
	const outcome = await opened.press('Save');
	expectSame('the reason of the workflow', outcome, { outcome: 'failed', reason: EVIL });
	await expectHarmless(opened, stage, url);
	await opened.close();
	const [event] = await eventsOf(stage.client, id, 1);
	expectSame('the settings', event?.settings, { text: EVIL, one: 'b', many: ['x'], box: true });
}

async function hostileHost(stage: Stage): Promise<void> {
	const { url } = await publish(stage, 'hostile-host', {
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
	expectSame(
		'what is filled in',
		[await opened.frame.locator('#f-city').inputValue(), await opened.frame.locator('#f-list').inputValue()],
		[EVIL, 'a'],
	);
	await opened.frame.getByLabel('Name').fill('x');
	expectSame('a forged id', await opened.press('Save'), {
		outcome: 'failed',
		reason: 'This connection is not known here. Remove it and set it up again.',
	});
	await expectHarmless(opened, stage, url);
	await opened.close();
	const elsewhere = await open(stage, url, { host: { webhookUrl: 'https://attacker.example/webhookb2/x' } });
	await ready(elsewhere);
	await elsewhere.frame.getByLabel('Name').fill('x');
	expectSame('a webhook URL of somebody else', await elsewhere.press('Save'), {
		outcome: 'failed',
		reason: 'The host gave no webhook URL of Microsoft, so nothing could be sent to this connection.',
	});
	await elsewhere.close();
}

async function wrongAncestors(stage: Stage): Promise<void> {
	const { url } = await publish(stage, 'framed', { parameters: {} });
	for (const origin of [
		'https://attacker.example',
		'https://teams.microsoft.com.attacker.example',
		'https://www.office.com',
	]) {
		const opened = await open(stage, url, { origin });
		await opened.page.waitForTimeout(1_000);
		expectSame(
			`${origin}: the page in its frame`,
			[(await opened.state()).heard, await opened.frame.locator('#form').count()],
			[[], 0],
		);
		expectSame(
			`${origin}: why`,
			opened.troubles.some((trouble) => trouble.includes('frame-ancestors')),
			true,
		);
		await opened.close();
	}
	const outlook = await open(stage, url, { origin: 'https://outlook.office.com' });
	await ready(outlook);
	await outlook.close();
	const context = await stage.browser.newContext();
	const alone = await context.newPage();
	await alone.goto(url);
	await alone.getByRole('alert').filter({ hasText: 'Open it there.' }).waitFor();
	await context.close();
}

async function withoutConfiguration(stage: Stage): Promise<void> {
	const { url } = await publish(stage, 'no-config', { parameters: {} });
	const opened = await open(stage, url, { host: { generation: '0' } });
	await opened.frame.getByRole('alert').filter({ hasText: 'Open it there.' }).waitFor();
	expectSame(
		'what a host without configuration is asked to save',
		(await opened.state()).heard.filter((name) => name.startsWith('settings.set')),
		[],
	);
	await opened.close();
}

/** What the page does with people and hosts that mean harm. */
export const HOSTILE_CHECKS: ReadonlyArray<readonly [string, (stage: Stage) => Promise<void>]> = [
	['Hostile titles, labels, choices, defaults and reasons', hostileTexts],
	['A host that lies about what was saved, and where messages go', hostileHost],
	['Frames of others, of Outlook, and none', wrongAncestors],
	['A host without configuration', withoutConfiguration],
];

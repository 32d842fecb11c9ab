import { expect } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { listen } from '../../../simulator/listening';
import { fileStorage } from '../../../simulator/model/storage';
import { startSimulator } from '../../../simulator/simulator';
import { messageBox, openSimulator, test, write } from './fixtures';

test('Without the token nobody is let in', async ({ simulator, context }) => {
	const page = await context.newPage();
	const response = await page.goto(simulator.baseUrl);
	expect(response?.status(), 'the status without the token').toBe(401);
	await expect(page.getByText('Open the address that was printed when the simulator was started')).toBeVisible();
});

/** Browsers separate cookies by host, not by port. */
test('A server on another port is sent the cookie, and gets nothing with it', async ({ simulator, context }) => {
	const cookies: string[] = [];
	const neighbour = await listen((request, response) => {
		cookies.push(request.headers.cookie ?? '');
		response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>x</title>');
	});
	try {
		const page = await context.newPage();
		await openSimulator(page, simulator);
		await page.goto(`http://${neighbour.host}/`);
		const asked = await page.evaluate(
			async (url) =>
				await fetch(url, { mode: 'no-cors', credentials: 'include' }).then(
					({ type }) => type,
					() => 'failed',
				),
			`${simulator.baseUrl}/api/state`,
		);
		expect(['opaque', 'failed'], 'what the other page can read').toContain(asked);
		const cookie = cookies.find((sent) => sent.includes('teams-simulator-')) ?? '';
		expect(cookie, 'the cookie came along').not.toBe('');
		expect(cookie, 'the token is not in it').not.toContain(new URL(simulator.pageUrl).searchParams.get('token'));
		const replayed = await fetch(`${simulator.baseUrl}/api/state`, { headers: { cookie } });
		expect(replayed.status, 'the status of the cookie by itself').toBe(403);
	} finally {
		await neighbour.close();
	}
});

test('The page finds the simulator again after a restart', async ({ context }) => {
	const folder = await mkdtemp(join(tmpdir(), 'teams-simulator-page-'));
	const start = async (port: number) =>
		await startSimulator({ token: 'page', storage: fileStorage(folder, 'state.json'), port });
	let simulator = await start(0);
	try {
		const page = await context.newPage();
		await openSimulator(page, simulator);
		await write(page, 'before');
		await expect(page.getByText('before')).toBeVisible();
		await simulator.close();
		await expect(page.getByText('Reconnecting')).toBeVisible();
		await write(page, 'nobody hears this');
		await expect(page.getByRole('alert').getByText('The simulator does not answer')).toBeVisible();
		await expect(messageBox(page)).toHaveValue('nobody hears this');
		simulator = await start(Number(new URL(simulator.baseUrl).port));
		await expect(page.getByText('Live')).toBeVisible();
		await expect(page.getByText('before')).toBeVisible();
		simulator.actions.say({ channel: 'Platform/General', text: 'after' });
		await expect(page.getByText('after', { exact: true })).toBeVisible();
	} finally {
		await simulator.close();
		await rm(folder, { recursive: true, force: true });
	}
});

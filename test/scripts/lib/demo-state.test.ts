import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { dropHalfMade, newDemo, readDemo, writeDemo } from '../../../scripts/lib/demo-state';
import { accessToken, clearState, lockState, stateFolder } from '../../../scripts/lib/state-folder';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'demo-state-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const mode = (name: string) => statSync(join(folder, name)).mode & 0o777;

const state = () => ({
	...newDemo(),
	examples: {},
	channel: { id: '1', name: 'c' },
	destinations: { id: '2', name: 'd' },
	signIn: { id: '3', name: 's' },
	model: { id: '4', name: 'm' },
});

it('is kept where N8N_TEAMS_STATE says, else in the data folder of the user', () => {
	const { N8N_TEAMS_STATE: before } = process.env;
	process.env.N8N_TEAMS_STATE = '/somewhere';
	expect(stateFolder()).toBe('/somewhere');
	delete process.env.N8N_TEAMS_STATE;
	expect(stateFolder()).toMatch(/n8n-nodes-teams-webhooks$/);
	if (before !== undefined) process.env.N8N_TEAMS_STATE = before;
});

it('gives every installation a password, a key and a token of its own', async () => {
	const [one, other] = [newDemo(), newDemo()];
	expect(one.password).not.toBe(other.password);
	expect(one.encryptionKey).not.toBe(other.encryptionKey);
	expect(one.password).toMatch(/^(?=.*[A-Z])(?=.*[a-z])(?=.*\d).{8,64}$/);
	expect((await accessToken(folder)).length).toBeGreaterThanOrEqual(32);
});

it('keeps token and password for their owner alone, and finds them again', async () => {
	const token = await accessToken(folder);
	expect(await accessToken(folder)).toBe(token);
	const written = state();
	await writeDemo(folder, written);
	expect(await readDemo(folder)).toEqual(written);
	expect([mode('token'), mode('demo.json')]).toEqual([0o600, 0o600]);
});

it('goes on with a state from before there were a sign-in and a model', async () => {
	const earlier = { ...newDemo(), examples: {}, channel: { id: '1', name: 'c' }, destinations: { id: '2', name: 'd' } };
	writeFileSync(join(folder, 'demo.json'), JSON.stringify(earlier));
	expect(await readDemo(folder)).toEqual(earlier);
});

it('closes a draft that was left open to everybody', async () => {
	writeFileSync(join(folder, 'token.draft'), 'x', { mode: 0o644 });
	await accessToken(folder);
	expect(mode('token')).toBe(0o600);
});

it('takes a start without its last file for none, and deletes what it has left', async () => {
	for (const name of ['n8n', 'simulator']) mkdirSync(join(folder, name));
	expect(await readDemo(folder)).toBeUndefined();
	await dropHalfMade(folder);
	expect([existsSync(join(folder, 'n8n')), existsSync(join(folder, 'simulator'))]).toEqual([false, false]);
});

it('refuses to go on with a file that it cannot read', async () => {
	writeFileSync(join(folder, 'demo.json'), '{"password":"x"}');
	await expect(readDemo(folder)).rejects.toMatchObject({ todo: expect.stringContaining('--reset') as string });
});

it('clears what is its own, and nothing else', async () => {
	await writeDemo(folder, state());
	writeFileSync(join(folder, 'notes.txt'), 'mine');
	await clearState(folder);
	expect([existsSync(join(folder, 'demo.json')), readFileSync(join(folder, 'notes.txt'), 'utf8')]).toEqual([
		false,
		'mine',
	]);
});

it('lets one start at a time use the folder; one that has crashed does not keep it', async () => {
	const unlock = await lockState(folder);
	writeFileSync(join(folder, 'lock'), String(process.ppid));
	await expect(lockState(folder)).rejects.toThrow(`process ${process.ppid}`);
	// No process can have an id above Linux's maximum.
	writeFileSync(join(folder, 'lock'), '99999999');
	await lockState(folder);
	await unlock();
	expect(existsSync(join(folder, 'lock'))).toBe(false);
});

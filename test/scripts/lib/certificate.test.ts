import type { OwnCertificate } from '../../../scripts/lib/certificate';
import type { Simulator } from '../../../simulator/simulator';
import type { IncomingHttpHeaders } from 'node:http';

import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ownCertificate } from '../../../scripts/lib/certificate';
import { cardMessage, newIncoming, SIMULATOR_TOKEN, startTestSimulator } from '../../support/simulator';

const HOSTS = ['127.0.0.1', '::1', 'localhost', 'teams.example'];

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'certificate-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('is the same at the next start, its key for its owner alone', async () => {
	const first = await ownCertificate(folder, HOSTS);
	expect(await ownCertificate(folder, ['teams.example', '::1'])).toEqual(first);
	expect(['certificate.pem', 'certificate.key'].map((name) => statSync(join(folder, name)).mode & 0o777)).toEqual([
		0o644, 0o600,
	]);
});

it('is another one where it is to be for another name', async () => {
	const { cert } = await ownCertificate(folder, HOSTS);
	expect((await ownCertificate(folder, [...HOSTS, 'other.example'])).cert).not.toBe(cert);
	expect((await ownCertificate(folder, ['10.0.0.1'])).cert).not.toBe(cert);
});

it('says which file cannot be read', async () => {
	await ownCertificate(folder, HOSTS);
	writeFileSync(join(folder, 'certificate.pem'), 'x');
	await expect(ownCertificate(folder, HOSTS)).rejects.toThrow('certificate.pem cannot be read');
});

describe('a simulator with it', () => {
	let certificate: OwnCertificate;
	let simulator: Simulator;

	beforeEach(async () => {
		certificate = await ownCertificate(folder, HOSTS);
		simulator = await startTestSimulator({ tls: certificate, name: 'teams.example' });
	});
	afterEach(async () => await simulator.close());

	/** Calls it by its name, which is resolved to loopback, trusting nothing but the certificate. */
	const call = async (method: string, path: string, headers: Record<string, string> = {}, body = '') =>
		await new Promise<{ readonly status: number | undefined; readonly headers: IncomingHttpHeaders }>(
			(resolve, reject) => {
				const { hostname, port } = new URL(simulator.baseUrl);
				const sent = request(
					{
						host: '127.0.0.1',
						servername: hostname,
						port,
						method,
						path,
						headers: { host: `${hostname}:${port}`, ...headers },
						ca: certificate.cert,
					},
					(response) => {
						response.resume();
						resolve({ status: response.statusCode, headers: response.headers });
					},
				);
				sent.once('error', reject);
				sent.end(body);
			},
		);

	it('begins its addresses with https, and takes posts there', async () => {
		expect([simulator.baseUrl, simulator.pageUrl]).toEqual([
			expect.stringMatching(/^https:\/\/teams\.example:/),
			expect.stringMatching(/^https:\/\/127\.0\.0\.1:/),
		]);
		expect((await call('POST', newIncoming(simulator).path, {}, JSON.stringify(cardMessage()))).status).toBe(202);
		expect(simulator.store.state().messages).toHaveLength(1);
	});

	it('lets its own page in and no page of plain http', async () => {
		const from = async (origin: string) =>
			(await call('GET', '/api/state', { 'x-simulator-token': SIMULATOR_TOKEN, origin })).status;
		expect([await from(simulator.baseUrl), await from(simulator.baseUrl.replace('https', 'http'))]).toEqual([200, 403]);
	});

	it('leaves a cookie that is never sent in the open', async () => {
		const { headers } = await call('GET', `/?token=${SIMULATOR_TOKEN}`);
		expect(headers['set-cookie']?.[0]).toMatch(/; HttpOnly; Secure; SameSite=Strict$/);
	});

	it('answers nobody who speaks plain http', async () => {
		await expect(fetch(simulator.baseUrl.replace('https://teams.example', 'http://127.0.0.1'))).rejects.toThrow();
	});
});

import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';

import { generate } from 'selfsigned';

import { writePrivate } from './state-folder';
import { StepError } from './steps';

const DAY_MS = 86_400_000;

/** Chosen: a certificate that n8n was told to trust stays valid for a while. */
const LIFE_MS = 365 * DAY_MS;

/** A key and a certificate that signs itself, both PEM. */
export interface OwnCertificate {
	readonly key: string;
	readonly cert: string;
	/** The file that `NODE_EXTRA_CA_CERTS` of n8n has to name. */
	readonly file: string;
}

/**
 * A certificate for names and addresses of this machine, kept in a folder. A new one is made if the existing one
 * is for other names or expires within a day; n8n must then be given the new one.
 */
export async function ownCertificate(folder: string, hosts: readonly string[]): Promise<OwnCertificate> {
	const [file, keyFile] = [join(folder, 'certificate.pem'), join(folder, 'certificate.key')];
	if (existsSync(file) && existsSync(keyFile)) {
		const kept = { key: await readFile(keyFile, 'utf8'), cert: await readFile(file, 'utf8'), file };
		if (isGood(kept, hosts)) return kept;
	}
	const { private: key, cert } = await makeCertificate(hosts);
	await mkdir(folder, { recursive: true, mode: 0o700 });
	await writePrivate(keyFile, key);
	await writePrivate(file, `${cert}\n`);
	// No secret, and n8n in a container reads it as another user.
	await chmod(file, 0o644);
	return { key, cert: `${cert}\n`, file };
}

function isGood({ cert, file }: OwnCertificate, hosts: readonly string[]): boolean {
	let certificate: X509Certificate;
	try {
		certificate = new X509Certificate(cert);
	} catch (cause) {
		throw new StepError(`${file} cannot be read.`, 'Delete it; the next start makes another one.', { cause });
	}
	const isFor = (host: string) =>
		(isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)) !== undefined;
	return Date.parse(certificate.validTo) - Date.now() > DAY_MS && hosts.every(isFor);
}

async function makeCertificate(hosts: readonly string[]): Promise<{ readonly private: string; readonly cert: string }> {
	const altNames = hosts.map((host) =>
		isIP(host) === 0 ? { type: 2 as const, value: host } : { type: 7 as const, ip: host },
	);
	const nowMs = Date.now();
	return await generate([{ name: 'commonName', value: 'Teams simulator' }], {
		keyType: 'ec',
		algorithm: 'sha256',
		notBeforeDate: new Date(nowMs - DAY_MS),
		notAfterDate: new Date(nowMs + LIFE_MS),
		extensions: [{ name: 'subjectAltName', altNames }],
	});
}

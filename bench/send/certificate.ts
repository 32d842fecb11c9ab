import { generate } from 'selfsigned';

/**
 * A key and a certificate for `localhost`, both PEM. The certificate is self-signed: trusting it as an authority means
 * trusting the server.
 */
export interface Certificate {
	readonly key: string;
	readonly certificate: string;
}

const DAY_MS = 86_400_000;

/** Makes a certificate that is valid until tomorrow. Its key is on P-256, which makes handshakes cheapest. */
export async function createCertificate(): Promise<Certificate> {
	const nowMs = Date.now();
	const extensions = [{ name: 'subjectAltName' as const, altNames: [{ type: 2 as const, value: 'localhost' }] }];
	const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
		keyType: 'ec',
		algorithm: 'sha256',
		notBeforeDate: new Date(nowMs - DAY_MS),
		notAfterDate: new Date(nowMs + DAY_MS),
		extensions,
	});
	return { key, certificate: `${cert}\n` };
}

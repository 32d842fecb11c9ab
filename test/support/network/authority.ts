import { generate } from 'selfsigned';

/** A key with its certificate, both as PEM. */
export interface Identity {
	readonly key: string;
	readonly cert: string;
}

/** A certificate authority of a test. No Node trusts it unless NODE_EXTRA_CA_CERTS names a file with `cert`. */
export interface Authority extends Identity {
	/** Signs a certificate for 127.0.0.1 and the names; `expired` ends it yesterday. */
	issue(options?: { readonly names?: readonly string[]; readonly expired?: boolean }): Promise<Identity>;
}

const DAY_MS = 86_400_000;

/** Makes an authority with a name of its own. */
export async function createAuthority(name: string): Promise<Authority> {
	const extensions = [
		{ name: 'basicConstraints', cA: true, critical: true } as const,
		{ name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true } as const,
	];
	const ca = await makeCertificate(name, { extensions });
	return {
		...ca,
		async issue({ names = ['localhost'], expired = false } = {}) {
			const altNames = [{ type: 7 as const, ip: '127.0.0.1' }, ...names.map((value) => ({ type: 2 as const, value }))];
			const notAfterDate = new Date(Date.now() + (expired ? -DAY_MS : DAY_MS));
			return await makeCertificate('Test server', {
				ca,
				notAfterDate,
				extensions: [
					{ name: 'subjectAltName', altNames },
					{ name: 'extKeyUsage', serverAuth: true },
				],
			});
		},
	};
}

async function makeCertificate(commonName: string, options: Parameters<typeof generate>[1]): Promise<Identity> {
	const { private: key, cert } = await generate([{ name: 'commonName', value: commonName }], {
		keyType: 'ec',
		algorithm: 'sha256',
		notBeforeDate: new Date(Date.now() - 10 * DAY_MS),
		...options,
	});
	return { key, cert: `${cert}\n` };
}

import type { PostRequest } from '../../ports';
import type { Lookup } from './undici-module';

import { ExchangeError } from '../../exchange-error';
import { isPrivateAddress, isPrivateHost } from '../destination/private-address';

const PRIVATE_ADDRESS = 'PRIVATE_ADDRESS';

/** Throws where the URL itself holds a private address or `localhost` and the host is not listed: for addresses, and behind a proxy, nothing is looked up. */
export function refusePrivateLiteral({ url, isHostListed }: Pick<PostRequest, 'url' | 'isHostListed'>): void {
	if (!isHostListed && isPrivateHost(new URL(url).hostname))
		throw new ExchangeError('address-refused', PRIVATE_ADDRESS);
}

/** A lookup that fails where one of the addresses is private. The connection is made to the very addresses it has seen. */
export function guardLookup(lookup: Lookup): Lookup {
	return (hostname, options, done) => {
		lookup(hostname, options, (error, address, family) => {
			if (error !== null || !isAnyPrivate(address)) done(error, address, family);
			else done(new ExchangeError('address-refused', PRIVATE_ADDRESS), [], undefined);
		});
	};
}

/** Resolves a name without connecting. Rejects as the lookup fails. */
export async function resolveName(lookup: Lookup, hostname: string): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		lookup(hostname, { all: true }, (error) => (error === null ? resolve() : reject(error)));
	});
}

function isAnyPrivate(address: string | ReadonlyArray<{ readonly address: string }>): boolean {
	const addresses = typeof address === 'string' ? [address] : address.map((entry) => entry.address);
	return addresses.some(isPrivateAddress);
}

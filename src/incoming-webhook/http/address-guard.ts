import type { PostRequest } from '../../ports';
import type { Lookup } from './undici-module';

import { ExchangeError } from '../../exchange-error';
import { isPrivateAddress, isPrivateHost } from '../destination/private-address';

const PRIVATE_ADDRESS = 'PRIVATE_ADDRESS';

/** Throws if the URL itself contains a private address or `localhost` and the host is not listed, because addresses, and names behind a proxy, are not looked up. */
export function refusePrivateLiteral({ url, isHostListed }: Pick<PostRequest, 'url' | 'isHostListed'>): void {
	if (!isHostListed && isPrivateHost(new URL(url).hostname))
		throw new ExchangeError('address-refused', PRIVATE_ADDRESS);
}

/** A lookup that fails if one of the addresses is private. The connection goes to exactly the addresses that it has checked. */
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

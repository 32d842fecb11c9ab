/** A block of addresses: those that begin with the first `bits` bits of `base`. */
interface Block {
	readonly base: string;
	readonly bits: number;
}

/** IPv4 blocks that are not globally reachable (IANA special-purpose registry), and the platform address of Azure. */
const PRIVATE_IPV4: readonly Block[] = [
	{ base: '0.0.0.0', bits: 8 },
	{ base: '10.0.0.0', bits: 8 },
	{ base: '100.64.0.0', bits: 10 },
	{ base: '127.0.0.0', bits: 8 },
	// Contains the metadata services of the clouds, 169.254.169.254.
	{ base: '169.254.0.0', bits: 16 },
	{ base: '168.63.129.16', bits: 32 },
	{ base: '172.16.0.0', bits: 12 },
	{ base: '192.0.0.0', bits: 24 },
	{ base: '192.0.2.0', bits: 24 },
	{ base: '192.88.99.0', bits: 24 },
	{ base: '192.168.0.0', bits: 16 },
	{ base: '198.18.0.0', bits: 15 },
	{ base: '198.51.100.0', bits: 24 },
	{ base: '203.0.113.0', bits: 24 },
	{ base: '224.0.0.0', bits: 3 },
];

/** Global unicast IPv6. Everything outside is loopback, link-local, private (fd00:ec2::254 too), multicast or reserved. */
const GLOBAL_IPV6: Block = { base: '2000::', bits: 3 };

/** Blocks inside it without hosts of their own: protocol assignments with Teredo, documentation. */
const PRIVATE_IPV6: readonly Block[] = [
	{ base: '2001::', bits: 23 },
	{ base: '2001:db8::', bits: 32 },
	{ base: '3fff::', bits: 20 },
];

/** IPv6 blocks that contain an IPv4 address, followed by `shift` bits: mapped, NAT64 and 6to4. */
const WITH_IPV4: ReadonlyArray<Block & { readonly shift: bigint }> = [
	{ base: '::ffff:0:0', bits: 96, shift: 0n },
	{ base: '64:ff9b::', bits: 96, shift: 0n },
	{ base: '2002::', bits: 16, shift: 80n },
];

/** Names that every resolver must resolve to loopback (RFC 6761, 6.3), with or without the dot of the root. */
const LOCALHOST = /(?:^|\.)localhost\.?$/i;

const IPV4_BITS = 32;
const IPV6_BITS = 128;

/**
 * Says whether an IP address belongs to this machine, a private network or a metadata service, or to no host at all.
 * Expects the form of `URL.hostname` (IPv6 with or without brackets, compressed or in full); false for names.
 */
export function isPrivateAddress(hostname: string): boolean {
	const bare = hostname.replace(/^\[(.*)\]$/, '$1');
	const ipv4 = parseIpv4(bare);
	if (ipv4 !== undefined) return isPrivateIpv4(ipv4);
	const ipv6 = parseIpv6(bare);
	return ipv6 !== undefined && isPrivateIpv6(ipv6);
}

/** The same, and also true for the names of this machine, because a proxy would resolve them to itself. */
export function isPrivateHost(hostname: string): boolean {
	return LOCALHOST.test(hostname) || isPrivateAddress(hostname);
}

function isPrivateIpv4(address: bigint): boolean {
	return PRIVATE_IPV4.some(({ base, bits }) => isIn(address, parseIpv4(base), IPV4_BITS - bits));
}

function isPrivateIpv6(address: bigint): boolean {
	const holder = WITH_IPV4.find((block) => isInIpv6(address, block));
	if (holder !== undefined) return isPrivateIpv4(BigInt.asUintN(IPV4_BITS, address >> holder.shift));
	return !isInIpv6(address, GLOBAL_IPV6) || PRIVATE_IPV6.some((block) => isInIpv6(address, block));
}

function isInIpv6(address: bigint, { base, bits }: Block): boolean {
	return isIn(address, parseIpv6(base), IPV6_BITS - bits);
}

function isIn(address: bigint, base: bigint | undefined, freeBits: number): boolean {
	return base !== undefined && address >> BigInt(freeBits) === base >> BigInt(freeBits);
}

function parseIpv4(text: string): bigint | undefined {
	if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return undefined;
	const bytes = text.split('.').map(Number);
	return bytes.some((byte) => byte > 255) ? undefined : bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
}

function parseIpv6(text: string): bigint | undefined {
	const halves = withHexTail(text.replace(/%.*$/, '')).split('::');
	const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
	const given = head.length + tail.length;
	const fits = halves.length === 2 ? given < 8 : halves.length === 1 && given === 8;
	if (!fits || ![...head, ...tail].every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
	const groups = [...head, ...Array.from({ length: 8 - given }, () => '0'), ...tail];
	return groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}

/** An IPv4 address at the end (`::ffff:127.0.0.1`) becomes two groups. */
function withHexTail(text: string): string {
	const tail = /(?<=:)[\d.]+$/.exec(text)?.[0] ?? '';
	const ipv4 = parseIpv4(tail);
	return ipv4 === undefined
		? text
		: `${text.slice(0, -tail.length)}${(ipv4 >> 16n).toString(16)}:${(ipv4 & 0xffffn).toString(16)}`;
}

import { isPrivateAddress, isPrivateHost } from '../../../../src/incoming-webhook/destination/private-address';

/** Both ends of every block, where it has neighbours that are not private. */
const PRIVATE = [
	['this network', ['0.0.0.0', '0.255.255.255']],
	[
		'private networks',
		[
			'10.0.0.0',
			'10.255.255.255',
			'172.16.0.0',
			'172.31.255.255',
			'192.168.0.0',
			'192.168.255.255',
			'100.64.0.0',
			'100.127.255.255',
		],
	],
	[
		'loopback',
		['127.0.0.1', '127.255.255.255', '::1', '[::1]', '0:0:0:0:0:0:0:1', '0000:0000:0000:0000:0000:0000:0000:0001'],
	],
	[
		'link-local addresses and metadata services',
		[
			'169.254.0.0',
			'169.254.169.254',
			'169.254.255.255',
			'168.63.129.16',
			'100.100.100.200',
			'fd00:ec2::254',
			'[fd00:ec2::254]',
			'fe80::1',
			'fe80::1%eth0',
			'febf::',
		],
	],
	['unspecified addresses', ['::', '[::]']],
	[
		'reserved, documentation and multicast addresses',
		[
			'192.0.0.1',
			'192.0.2.255',
			'192.88.99.1',
			'198.18.0.0',
			'198.19.255.255',
			'198.51.100.1',
			'203.0.113.1',
			'224.0.0.0',
			'239.255.255.255',
			'240.0.0.0',
			'255.255.255.255',
			'ff02::1',
			'2001:db8::1',
			'2001:1ff:ffff::',
			'3fff:fff::',
			'100::',
			'4000::',
			'5f00::1',
		],
	],
	['unique local and site-local addresses', ['fc00::', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'fec0::1']],
	[
		'IPv4-mapped addresses',
		['::ffff:127.0.0.1', '[::ffff:7f00:1]', '0:0:0:0:0:ffff:a00:1', '::ffff:169.254.169.254', '::FFFF:C0A8:0101'],
	],
	['addresses of NAT64', ['64:ff9b::7f00:1', '64:ff9b::10.0.0.1', '64:ff9b:1::1']],
	['6to4 and Teredo addresses', ['2002:7f00:1::', '2002:a9fe:a9fe::1', '2001:0:4136:e378:8000:63bf:3fff:fdd2']],
	['IPv4-compatible addresses', ['::127.0.0.1', '::8.8.8.8']],
] as const;

it.each(PRIVATE)('knows %s', (_title, addresses) => {
	expect(addresses.filter((address) => !isPrivateAddress(address))).toEqual([]);
});

it.each([
	[
		'IPv4',
		[
			'1.0.0.0',
			'8.8.8.8',
			'9.255.255.255',
			'11.0.0.0',
			'100.63.255.255',
			'100.128.0.0',
			'126.255.255.255',
			'128.0.0.0',
			'168.63.129.15',
			'168.63.129.17',
			'169.253.255.255',
			'169.255.0.0',
			'172.15.255.255',
			'172.32.0.0',
			'192.0.1.0',
			'192.167.255.255',
			'192.169.0.0',
			'198.17.255.255',
			'198.20.0.0',
			'223.255.255.255',
			'52.112.0.1',
		],
	],
	[
		'IPv6',
		[
			'2000::',
			'2001:200::',
			'[2603:1000::1]',
			'2620:1ec:4::152',
			'2a01:111::1',
			'3ffe::1',
			'3fff:1000::',
			'::ffff:8.8.8.8',
			'64:ff9b::808:808',
			'2002:808:808::1',
		],
	],
])('lets public %s addresses pass', (_title, addresses) => {
	expect(addresses.filter(isPrivateAddress)).toEqual([]);
});

it.each([
	'localhost',
	'example.com',
	'10.0.0.1.example.com',
	'cafe',
	'fd',
	'',
	'1.2.3',
	'256.0.0.1',
	'10.0.0.256',
	'127.0.256.1',
	'::1::',
	':::',
	'1:2:3:4:5:6:7',
	'1:2:3:4:5:6:7:8:9',
	'12345::',
	'::g',
	'[',
	'::ffff:256.0.0.1',
	'::ffff:10.0.0.256',
])('takes %j for a name', (name) => {
	expect(isPrivateAddress(name)).toBe(false);
});

it.each([
	'http://2130706433/',
	'http://0x7f.1/',
	'http://0177.0.0.1/',
	'http://127.0.0.1./',
	'http://[::ffff:127.0.0.1]/',
	'http://user@127.1/',
	'https://[0:0:0:0:0:0:0:1]/',
	'http://１２７.0.0.1/',
])('knows this machine in the host name of %s', (url) => {
	expect(isPrivateAddress(new URL(url).hostname)).toBe(true);
});

it.each([
	['localhost', true],
	['localhost.', true],
	['LOCALHOST', true],
	['a.localhost', true],
	['a.b.localhost.', true],
	['127.0.0.1', true],
	['localhost.example.com', false],
	['notlocalhost', false],
	['localhost..', false],
	['example.com', false],
])('takes %s for a name or address of this machine: %s', (host, isPrivate) => {
	expect(isPrivateHost(host)).toBe(isPrivate);
});

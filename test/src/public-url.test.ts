import { isPublicUrl } from '../../src/public-url';

it.each([
	'https://n8n.example.com/webhook/x',
	'https://203.0.113.7/x',
	'https://[2001:db8::1]/x',
	'https://172.32.0.1/x',
])('takes %s for public', (url) => expect(isPublicUrl(url)).toBe(true));

it.each([
	'http://n8n.example.com/x',
	'https://localhost:5678/x',
	'https://n8n/x',
	'https://10.1.2.3/x',
	'https://172.16.0.1/x',
	'https://192.168.0.4/x',
	'https://[::1]/x',
	'https://[fd00::1]/x',
	'https://n8n.local/x',
	'https://localhost./x',
	'https://[::ffff:127.0.0.1]/x',
	'',
	'x',
])('takes %j for no public https URL', (url) => expect(isPublicUrl(url)).toBe(false));

import { parseDestinations } from '../../../../src/incoming-webhook/destination/named-destinations';

const URL_A = 'https://a.environment.api.powerplatform.com/x?sig=SECRET';

it('reads entries parted by semicolons or lines, with and without a channel', () => {
	expect(parseDestinations(` ops , 19:a@thread.tacv2 , ${URL_A} ;\nalerts,${URL_A}\r\n;`)).toEqual([
		{ name: 'ops', channelId: '19:a@thread.tacv2', url: URL_A },
		{ name: 'alerts', channelId: null, url: URL_A },
	]);
});

it.each([
	['nothing', ' ; ', 'destinations-blank'],
	['a URL alone', URL_A, 'destinations-invalid'],
	['no URL', 'ops, alerts', 'destinations-invalid'],
	['no channel id in the middle', `ops, general, ${URL_A}`, 'destinations-invalid'],
	[
		'entries glued together, as a one-line field does with line breaks',
		`ops, ${URL_A}alerts, ${URL_A}`,
		'destinations-invalid',
	],
	['a name twice', `ops, ${URL_A}; ops, ${URL_A}`, 'destinations-invalid'],
	['a channel twice', `a, 19:x@thread.tacv2, ${URL_A}; b, 19:x@thread.tacv2, ${URL_A}`, 'destinations-invalid'],
	['a piece of a URL as a name', `a.example/SECRET?sig=SECRET, ${URL_A}`, 'destinations-invalid'],
	['a name of more than 100 characters', `${'n'.repeat(101)}, ${URL_A}`, 'destinations-invalid'],
	['no name', `, ${URL_A}`, 'destinations-invalid'],
])('refuses %s, without a URL in the message', (_title, text, code) => {
	expect(() => parseDestinations(text)).toThrow(
		expect.objectContaining({ code, message: expect.not.stringContaining('SECRET') as string }) as Error,
	);
});

it('repairs &amp; before it looks for the end of an entry', () => {
	expect(parseDestinations(`ops, ${URL_A}&amp;sv=1; alerts, ${URL_A}&amp;amp;sv=2`).map(({ url }) => url)).toEqual([
		`${URL_A}&sv=1`,
		`${URL_A}&sv=2`,
	]);
});

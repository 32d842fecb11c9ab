import { requestTarget } from '../../../../src/incoming-webhook/http/request-target';

it.each([
	['https://x.example/a/b?sig=%2F~%7E\'"(1)^|{}`', 'https://x.example', '/a/b?sig=%2F~%7E\'"(1)^|{}`'],
	['https://X.example:443/a/../b/./c//d;e=f', 'https://x.example', '/a/../b/./c//d;e=f'],
	['https://x.example:8443/a%2fb%2F?x=%c3%A9', 'https://x.example:8443', '/a%2fb%2F?x=%c3%A9'],
	['http://user:pw@127.0.0.1:80/a', 'http://127.0.0.1', '/a'],
	['https://x.example/a?b=/c?d#part', 'https://x.example', '/a?b=/c?d'],
	['https://[::1]:9/a', 'https://[::1]:9', '/a'],
])('keeps path and query of %s as they stand', (url, origin, path) => {
	expect(requestTarget(url)).toEqual({ origin, path });
});

it.each([
	['https://x.example', '/'],
	['https://x.example?sig=1', '/?sig=1'],
	['https://x.example\\a', '/a'],
	['https://x.example/#part', '/'],
	['https://x.example/é ü?日=\n', '/%C3%A9%20%C3%BC?%E6%97%A5=%0A'],
])('gives %j a target that HTTP can carry: %s', (url, path) => {
	expect(requestTarget(url).path).toBe(path);
});

it('throws where it is no URL', () => {
	expect(() => requestTarget('x')).toThrow('Invalid URL');
});

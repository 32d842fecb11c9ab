import { mrkdwnToMarkdown, mrkdwnToText } from '../../../src/events/mrkdwn';

it.each([
	['*bold* _italic_ ~strike~', '**bold** _italic_ ~~strike~~'],
	['*_both_*', '**_both_**'],
	['*<https://example.com|Ada>* asks', '**[Ada](https://example.com)** asks'],
	['snake_case_name, 2*3*4', 'snake_case_name, 2\\*3\\*4'],
	['<https://example.com/a?b=1&amp;c=2|the link>', '[the link](https://example.com/a?b=1&c=2)'],
	['<https://example.com/a_(b)|x>', '[x](https://example.com/a_%28b%29)'],
	['<https://example.com|a](https://evil.example.com)>', '[a)(https://evil.example.com)](https://example.com)'],
	['<javascript:alert(1)|click>', 'click'],
	['<@U1|bo> <@U2> <#C1|general> <!here> <!subteam^S1|@ops>', '@bo @U2 #general @here @ops'],
	['`a*b*` and ```x *y*```', 'a\\*b\\* and x \\*y\\*'],
	['[a](https://evil.example.com)', '[a\\](https://evil.example.com)'],
	['a &lt; b &amp; c', 'a < b & c'],
	['&gt; quoted', '> quoted'],
	['<at>All</at>', '\\<at>All\\</at>'],
	['\ue0000\ue001', '0'],
])('%j becomes %j', (mrkdwn, markdown) => {
	expect(mrkdwnToMarkdown(mrkdwn)).toBe(markdown);
});

it('shows the words alone where no marks are read', () => {
	expect(mrkdwnToText('`code` <https://example.com|label> &amp; <@U1|bo>')).toBe('code label & @bo');
});

it('is done with very long texts, and with many marks in them', () => {
	const startedMs = performance.now();
	for (const text of [
		'*a* '.repeat(50_000),
		'*a '.repeat(50_000),
		'<a'.repeat(50_000),
		'`'.repeat(50_001),
		'*_~'.repeat(30_000),
	])
		expect(mrkdwnToMarkdown(text).length).toBeGreaterThan(0);
	expect(performance.now() - startedMs).toBeLessThan(5_000);
});

import { cardContent, textContent } from '../../../src/cards/content';
import { adaptiveCard } from '../../../src/cards/message';
import { check } from '../../../src/cards/prepare';
import { resumeUrlFindings } from '../../../src/cards/resume-url';

const RESUME = 'https://n8n.example.com/webhook-waiting/12?signature=abc';

const cardWith = (url: string) =>
	cardContent([adaptiveCard([{ type: 'ActionSet', actions: [{ type: 'Action.OpenUrl', title: 'Yes', url }] }])]);

it('warns of two question marks, and says how to write it', () =>
	expect(resumeUrlFindings(cardWith(`${RESUME}?ok=yes`))).toMatchObject([
		{
			code: 'resume-url-broken',
			severity: 'warning',
			path: 'body[0].actions[0].url',
			fix: expect.stringContaining('"&"') as string,
		},
	]));

it.each([RESUME, `${RESUME}&ok=yes`, RESUME.replace('webhook', 'form')])('warns that previews open %s', (url) =>
	expect(resumeUrlFindings(cardWith(url))).toMatchObject([
		{ code: 'resume-url-previewed', fix: expect.stringContaining('Send and Wait for Response') as string },
	]),
);

it('finds it in a text, and in several cards', () => {
	expect(resumeUrlFindings(textContent(`[yes](${RESUME}) or not`))).toMatchObject([{ path: 'text' }]);
	const two = { ...cardWith(RESUME), attachments: [...cardWith(RESUME).attachments, ...cardWith(RESUME).attachments] };
	expect(resumeUrlFindings(two).map(({ path }) => path)).toEqual([
		'attachments[0].content.body[0].actions[0].url',
		'attachments[1].content.body[0].actions[0].url',
	]);
});

it.each([`${RESUME}&ask=xyz`, 'https://example.com/?a=1?b=2', 'https://example.com/webhook/x'])(
	'has nothing to say of %s',
	(url) => expect(resumeUrlFindings(cardWith(url))).toEqual([]),
);

it('repeats no address, and is heard wherever a message is checked', () => {
	const { findings } = check({ content: cardWith(`${RESUME}?ok=yes`), findings: [] }, 'workflows');
	expect(findings.map(({ code }) => code)).toContain('resume-url-broken');
	expect(JSON.stringify(findings)).not.toContain('n8n.example.com');
});

import { readMessage } from '../../../src/outgoing-webhook/activity';
import { isStatement } from '../../../src/outgoing-webhook/vouched-text';

const OWN = '<at>n8n</at>';
const mentionOf = (name: string) => ({ type: 'mention', text: `<at>${name}</at>`, mentioned: { id: '29:1x', name } });

/** Whether a message may be an answer: its text, its HTML copy, and who else is mentioned. */
function judge(text: string, html?: string, name?: string): boolean {
	const activity = {
		type: 'message',
		text,
		entities: [
			{ type: 'mention', text: OWN, mentioned: { id: '28:bot', name: 'n8n' } },
			...(name === undefined ? [] : [mentionOf(name)]),
		],
		...(html === undefined ? {} : { attachments: [{ contentType: 'text/html', content: html }] }),
	};
	return isStatement(readMessage(activity), text);
}

it.each<readonly [string, string, string?, string?]>([
	['a plain answer', `${OWN} approve 4711-K7Q2MX`],
	['an answer with a comment', `${OWN} approve 4711-K7Q2MX it is late`],
	['a text without a code, and a name', `${OWN} <at>Bo</at> deploy`, undefined, 'Bo'],
	['a name in the comment', `${OWN} approve 4711-K7Q2MX asked by <at>Bo</at>`, undefined, 'Bo'],
	['a name right behind the code', `${OWN} approve 4711-K7Q2MX<at>(Bo)</at>`, undefined, '(Bo)'],
	[
		'a name that reads like a code, in the comment',
		`${OWN} approve 4711-K7Q2MX <at>Bo 1-ABCDEF</at>`,
		undefined,
		'Bo 1-ABCDEF',
	],
	[
		'bold words',
		`${OWN} approve 4711-K7Q2MX`,
		`<div><span itemtype="x">n8n</span> <strong>approve</strong> 4711-K7Q2MX</div>`,
	],
	['another format', `${OWN} approve 4711-K7Q2MX <sub>x</sub>`],
])('takes %s', (...[, text = '', html, name]) => {
	expect(judge(text, html, name)).toBe(true);
});

it.each<readonly [string, string, string?, string?]>([
	['struck-out words in the copy', `${OWN} approve 4711-K7Q2MX`, '<div>n8n <s>approve 4711-K7Q2MX</s></div>'],
	['struck-out words in the text', `${OWN} <strike>approve 4711-K7Q2MX</strike>`],
	[
		'words with a line through them',
		`${OWN} approve 4711-K7Q2MX`,
		'<div>n8n <del class="x">approve 4711-K7Q2MX</del></div>',
	],
	['a quote', `${OWN} approve 4711-K7Q2MX`, '<blockquote itemid="1"><p>approve 4711-K7Q2MX</p></blockquote><p>n8n</p>'],
	['a name that is a command', `${OWN} <at>approve 4711-K7Q2MX</at>`, undefined, 'approve 4711-K7Q2MX'],
	['a name that is a code', `${OWN} approve <at>4711-K7Q2MX</at>`, undefined, '4711-K7Q2MX'],
	['a name that is a code with another dash', `${OWN} approve <at>4711–k7q2mx</at>`, undefined, '4711–k7q2mx'],
	['a name that is the word', `${OWN} <at>approve</at> 4711-K7Q2MX`, undefined, 'approve'],
])('does not take %s', (...[, text = '', html, name]) => {
	expect(judge(text, html, name)).toBe(false);
});

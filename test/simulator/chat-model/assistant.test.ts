import type { ChatMessage } from '../../../simulator/chat-model/server';

import { assistantScript } from '../../../simulator/chat-model/assistant';

const TOOLS = ['List_services', 'Change_a_service', 'deploy'];
const user = (content: unknown): ChatMessage => ({ role: 'user', content });
const tool = (content: string): ChatMessage => ({ role: 'tool', content });

const answer = (messages: readonly ChatMessage[], tools: readonly string[] = TOOLS) =>
	assistantScript.answer({ messages, tools });

const ROWS =
	'[{"id":1,"service":"shop","state":"up","owner":"Ada"},{"id":2,"service":"pay","state":"down","owner":"Bo"}]';

it('calls the tool that reads, and shows its rows as a table', () => {
	expect(answer([user('how are the services?')])).toEqual({ calls: [{ tool: 'List_services', input: {} }] });
	expect(answer([user('status'), tool(ROWS)])).toEqual({
		text: '### Services\n\n| Service | State | On call |\n|---|---|---|\n| shop | up | Ada |\n| pay | down | Bo |',
	});
	expect(answer([user('status'), tool('no table')])).toEqual({ text: 'no table' });
});

it.each([
	['put shop into maintenance', 'Change_a_service', { service: 'shop', state: 'maintenance' }, 'It was changed.'],
	['Deploy shop v2 to production.', 'deploy', { service: 'shop', version: 'v2' }, '**shop** v2 is deployed.'],
])('asks a person before it does what "%s" says', (text, name, input, done) => {
	expect(answer([user(text)])).toEqual({ calls: [{ tool: name, input: { toolParameters: input } }] });
	expect(answer([user(text), tool('{"ok":true}')])).toEqual({ text: done });
	expect(answer([user(text), tool('The user rejected it')])).toEqual({
		text: 'Nobody has approved it, so I did not do it.',
	});
});

it('repeats what the conversation holds, and nothing else', () => {
	expect(answer([user('what did I ask before?')])).toMatchObject({ text: expect.stringContaining('first') as string });
	expect(
		answer([user('hello'), { role: 'assistant', content: 'hi' }, user([{ type: 'text', text: 'what did I ask?' }])]),
	).toEqual({ text: 'You have asked:\n\n1. hello' });
});

it('takes time for a report only, and fails when it is asked to', () => {
	const delayOf = (text: string) => assistantScript.delayMs?.({ messages: [user(text)], tools: [] });
	expect([delayOf('a report, please'), delayOf('hello')]).toEqual([6_000, 0]);
	expect(answer([user('be down')])).toEqual({ status: 500 });
});

it('says what it is where it understands nothing, or has no tool for it', () => {
	for (const messages of [[user('tell me a joke')], [], [user(null)]])
		expect(answer(messages)).toMatchObject({ text: expect.stringContaining('script in place of a model') as string });
	expect(answer([user('deploy shop')], [])).toMatchObject({ text: expect.stringContaining('script') as string });
});

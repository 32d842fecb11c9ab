import { startChatModel } from '../../../simulator/chat-model/server';

const ask = async (baseUrl: string, body: unknown) => {
	const response = await fetch(`${baseUrl}/chat/completions`, { method: 'POST', body: JSON.stringify(body) });
	return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

it('answers as a model of OpenAI does: a text, calls of tools, or an error', async () => {
	const turns = [{ text: 'hi' }, { calls: [{ tool: 't', input: { a: 1 } }] }, { status: 503 }];
	const model = await startChatModel({ answer: () => turns.shift() ?? { text: '' } });
	const body = { messages: [{ role: 'user', content: 'x' }], tools: [{ type: 'function', function: { name: 't' } }] };
	try {
		expect(await ask(model.baseUrl, body)).toMatchObject({
			status: 200,
			body: { choices: [{ message: { content: 'hi' }, finish_reason: 'stop' }] },
		});
		expect(await ask(model.baseUrl, body)).toMatchObject({
			body: {
				choices: [
					{
						message: { tool_calls: [{ type: 'function', function: { name: 't', arguments: '{"a":1}' } }] },
						finish_reason: 'tool_calls',
					},
				],
			},
		});
		expect((await ask(model.baseUrl, body)).status).toBe(503);
		expect(model.requests).toEqual(Array.from({ length: 3 }, () => ({ messages: body.messages, tools: ['t'] })));
	} finally {
		await model.close();
	}
});

it('waits before it answers, as long as the request says', async () => {
	const model = await startChatModel({
		answer: () => ({ text: '' }),
		delayMs: ({ messages }) => Number(messages[0]?.content),
	});
	try {
		const startMs = performance.now();
		await ask(model.baseUrl, { messages: [{ role: 'user', content: '150' }] });
		expect(performance.now() - startMs).toBeGreaterThanOrEqual(145);
	} finally {
		await model.close();
	}
});

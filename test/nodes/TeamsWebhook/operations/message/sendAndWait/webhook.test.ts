import type { IWebhookFunctions } from 'n8n-workflow';
import type { Question } from '../../../../../../src/approval/question';

import { answerQuestion } from '../../../../../../nodes/TeamsWebhook/operations/message/sendAndWait/webhook';
import { writeQuestion } from '../../../../../../src/approval/question';
import { linkQuestion, mentionQuestion } from '../../../../../support/question';

interface Call {
	readonly kept: unknown;
	readonly entry: 'default' | 'setup';
	readonly query?: Readonly<Record<string, unknown>>;
	readonly method?: string;
	readonly credential?: () => never;
}

/** What n8n would send, and whether the run would go on. */
async function call({ kept, entry, query = {}, method = 'GET', credential }: Call) {
	const sent = { status: 0, body: '' };
	const response = {
		removeHeader: () => undefined,
		setHeader: () => undefined,
		status: (status: number) => (sent.status = status),
		end: (body: string) => (sent.body = body),
	};
	const context = {
		evaluateExpression: () => {
			if (kept instanceof Error) throw kept;
			return kept;
		},
		getNode: () => ({ name: 'Ask', type: 'teamsWebhook', credentials: {} }),
		getMode: () => 'webhook',
		getWebhookName: () => entry,
		getQueryData: () => query,
		getHeaderData: () => ({ 'x-answer-by': 'script' }),
		getRequestObject: () => ({ method }),
		getResponseObject: () => response,
		getBodyData: () => ({ decision: 'approve' }),
		getCredentials: async () => credential?.(),
	};
	const { workflowData } = await answerQuestion(context as unknown as IWebhookFunctions);
	return { ...sent, goesOn: workflowData !== undefined };
}

const away = (): never => {
	throw new Error('the database is gone');
};
const kept = (question: Question) => writeQuestion(question);

it('says that an answer by mention could not be checked, and not that its code is wrong', async () => {
	expect(await call({ kept: kept(mentionQuestion()), entry: 'setup', method: 'POST', credential: away })).toEqual({
		status: 200,
		body: '{"result":"unreachable"}',
		goesOn: false,
	});
});

it.each([undefined, 'x', '{}', '[]', '{"way":"link"}', new Error('no such node')])(
	'never throws, whatever is kept in place of a question (%p), and never goes on with it',
	async (broken) => {
		for (const entry of ['default', 'setup'] as const)
			for (const method of ['GET', 'POST'])
				expect(await call({ kept: broken, entry, method, query: { ask: 'a' } })).toMatchObject({ goesOn: false });
	},
);

it('lets only the link of this question answer it', async () => {
	const { question, ask } = linkQuestion();
	const answer = async (query: Readonly<Record<string, unknown>>, of = question) =>
		await call({ kept: kept(of), entry: 'default', method: 'POST', query });
	for (const wrong of [{}, { ask: '' }, { ask: question.ask }, { ask: [ask] }, { ask: `${ask}x` }])
		expect(await answer(wrong)).toMatchObject({ status: 410, goesOn: false });
	expect(await answer({ ask }, { ...question, expiresAtMs: 1 })).toMatchObject({ status: 410, goesOn: false });
	expect(await answer({ ask })).toMatchObject({ goesOn: true });
});

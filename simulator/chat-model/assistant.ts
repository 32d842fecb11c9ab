import type { ChatMessage, ChatRequest, ChatScript, ChatTurn } from './server';

/** Longer than Teams waits for an answer (teams.md A.6). */
const LONG_MS = 6_000;

/** What a person has asked, and what the tools have said since. */
interface Question {
	readonly text: string;
	/** What people have asked before in this conversation. */
	readonly earlier: readonly string[];
	readonly results: readonly string[];
	readonly tools: readonly string[];
}

/** How a text is answered; the first rule that fits is used. */
interface Rule {
	readonly asked: RegExp;
	/** What the name of the tool begins with; a rule whose tool is missing does not fit. */
	readonly tool?: string;
	readonly turn: (found: RegExpExecArray, question: Question, tool: string) => ChatTurn;
}

const RULES: readonly Rule[] = [
	{
		asked: /\b(?:what (?:did|have) (?:i|we) ask(?:ed)?|before)\b/i,
		turn: (_found, { earlier }) => ({
			text:
				earlier.length === 0
					? 'Nothing: this is the first question of this conversation.'
					: `You have asked:\n\n${earlier.map((text) => `1. ${text}`).join('\n')}`,
		}),
	},
	{
		asked: /\breport\b/i,
		turn: () => ({
			text: '## Report\n\nIt took a while, so it comes late.\n\n| Service | Requests | Errors |\n|---|---|---|\n| shop | 4711 | 3 |\n| payments | 812 | 0 |\n\n> The numbers are invented.',
		}),
	},
	{
		asked: /\b(?:set|put|change) (?:the )?(\w+) (?:in ?to|to) (\w+)/i,
		tool: 'Change',
		turn: ([, service, state], question, tool) =>
			afterTool(question, () => 'It was changed.') ?? reviewed(tool, { service, state }),
	},
	{
		asked: /\bdeploy (?:the )?(\w+)(?: (v?\d[\w.]*))?/i,
		tool: 'deploy',
		turn: ([, service, version = 'latest'], question, tool) =>
			afterTool(question, () => `**${service}** ${version} is deployed.`) ?? reviewed(tool, { service, version }),
	},
	{
		asked: /\b(?:services?|status|how (?:is|are)|on call|up|down)\b/i,
		tool: 'List',
		turn: (_found, question, tool) => afterTool(question, servicesText) ?? { calls: [{ tool, input: {} }] },
	},
];

/**
 * A model for the examples: a few rules and fixed sentences, so that an agent can be seen and tested without a key. It
 * calls the tools that the agent has, repeats what was asked before, takes six seconds for a report, and fails if asked
 * to ("be down").
 */
export const assistantScript: ChatScript = { answer, delayMs };

function answer(request: ChatRequest): ChatTurn {
	const question = questionOf(request);
	if (/\bbe down\b/i.test(question.text)) return { status: 500 };
	for (const { asked, tool: name, turn } of RULES) {
		const found = asked.exec(question.text);
		const tool = name === undefined ? '' : question.tools.find((each) => each.startsWith(name));
		if (found !== null && tool !== undefined) return turn(found, question, tool);
	}
	return {
		text: `I am a short script in place of a model, and understand little. Ask me how the services are, what you have asked before, to put a service into maintenance, or for a report.`,
	};
}

function delayMs(request: ChatRequest): number {
	return /\breport\b/i.test(questionOf(request).text) ? LONG_MS : 0;
}

function questionOf({ messages, tools }: ChatRequest): Question {
	const last = messages.findLastIndex(({ role }) => role === 'user');
	const texts = messages
		.slice(0, last + 1)
		.filter(({ role }) => role === 'user')
		.map(textOf);
	return {
		text: texts.at(-1) ?? '',
		earlier: texts.slice(0, -1),
		results: messages
			.slice(last + 1)
			.filter(({ role }) => role === 'tool')
			.map(textOf),
		tools,
	};
}

/** The content of a message is a text, or a list of parts, each of which may have one. */
function textOf({ content }: ChatMessage): string {
	if (typeof content === 'string') return content;
	if (!Array.isArray(content)) return '';
	return content.map((part: unknown) => (part as { readonly text?: string } | null)?.text ?? '').join('\n');
}

/** What is said once a tool has run; `undefined` if it has not. A person who said no is quoted. */
function afterTool({ results }: Question, text: (result: string) => string): ChatTurn | undefined {
	const result = results.at(-1);
	if (result === undefined) return undefined;
	if (/reject|declin|denied|not approved/i.test(result)) return { text: 'Nobody has approved it, so I did not do it.' };
	return { text: text(result) };
}

/** n8n passes the input of a tool that a person reviews in this member. */
function reviewed(tool: string, input: Readonly<Record<string, unknown>>): ChatTurn {
	return { calls: [{ tool, input: { toolParameters: input } }] };
}

/** The rows of n8n's table as a table; anything else is repeated as it is. */
function servicesText(result: string): string {
	const rows = rowsOf(result);
	if (rows.length === 0) return result;
	const lines = rows.map(({ service, state, owner }) => `| ${service} | ${state} | ${owner} |`);
	return `### Services\n\n| Service | State | On call |\n|---|---|---|\n${lines.join('\n')}`;
}

interface ServiceRow {
	readonly service: string;
	readonly state: string;
	readonly owner: string;
}

function rowsOf(result: string): readonly ServiceRow[] {
	return [...result.matchAll(/"service":"([^"]*)","state":"([^"]*)","owner":"([^"]*)"/g)].map(
		([, service = '', state = '', owner = '']) => ({ service, state, owner }),
	);
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ROOT } from './package';

/** How an example is started. */
type ExampleStart = 'mention' | 'event' | 'schedule' | 'failure' | 'connector';

interface ExampleRow {
	readonly name: string;
	readonly start: ExampleStart;
	/** The path of its webhook, where it has one. */
	readonly path?: string;
	/** The path that the buttons of its card call. */
	readonly buttonPath?: string;
	/** The path of its trigger for mentions, where something else starts it. */
	readonly mentionPath?: string;
	/** Which of our credential types its nodes ask for. */
	readonly credentials: readonly string[];
	/** Headers that the sender adds to its event. */
	readonly headers?: Readonly<Record<string, string>>;
	/** True if `examples/events/<name>.json` is an event to post to the path. */
	readonly hasEvent?: boolean;
	/** True if it has an agent that asks a model. */
	readonly needsModel?: boolean;
	/** True if it needs what the demo does not have: Outlook and an email account, a connector, a weather service. */
	readonly needsMore?: boolean;
}

const TOKEN = 'teamsOutgoingWebhookApi';
const CHANNEL = 'teamsIncomingWebhookApi';
const CHANNELS = 'teamsDestinationsApi';
const BUTTONS = 'teamsCardActionApi';
const CONNECTOR = 'teamsConnectorApi';

const ROWS = [
	{ name: 'mention-reply', start: 'mention', path: 'teams-mention', credentials: [TOKEN] },
	{ name: 'deploy-bot', start: 'mention', path: 'teams-deploy', credentials: [TOKEN] },
	{ name: 'slow-report', start: 'mention', path: 'teams-report', credentials: [TOKEN, CHANNEL] },
	{
		name: 'assistant-in-a-channel',
		start: 'mention',
		path: 'teams-assistant',
		credentials: [TOKEN, CHANNEL],
		needsModel: true,
	},
	{ name: 'two-teams', start: 'mention', path: 'teams-shared', credentials: [TOKEN] },
	{ name: 'event-to-card', start: 'event', path: 'event-to-card', credentials: [CHANNEL] },
	{ name: 'generic-json', start: 'event', path: 'any-event', credentials: [CHANNEL], hasEvent: true },
	{
		name: 'github-pull-request',
		start: 'event',
		path: 'github-pull-request',
		credentials: [CHANNEL],
		headers: { 'x-github-event': 'pull_request' },
		hasEvent: true,
	},
	{ name: 'jira-issue', start: 'event', path: 'jira-issue', credentials: [CHANNEL], hasEvent: true },
	{ name: 'stripe-payment', start: 'event', path: 'stripe-payment', credentials: [CHANNEL], hasEvent: true },
	{ name: 'alertmanager-alert', start: 'event', path: 'alertmanager', credentials: [CHANNEL], hasEvent: true },
	{ name: 'alert-storm', start: 'event', path: 'alert-storm', credentials: [CHANNEL], hasEvent: true },
	{ name: 'service-report', start: 'event', path: 'service-report', credentials: [CHANNEL] },
	{ name: 'daily-digest', start: 'schedule', credentials: [CHANNEL] },
	{ name: 'empty-digest', start: 'schedule', credentials: [CHANNEL] },
	{ name: 'fan-out', start: 'event', path: 'fan-out', credentials: [CHANNELS], hasEvent: true },
	{ name: 'connector-gateway', start: 'event', path: 'connector/:key', credentials: [CHANNELS] },
	{ name: 'error-to-channel', start: 'failure', credentials: [CHANNEL] },
	{
		name: 'approval-by-link',
		start: 'event',
		path: 'expense',
		credentials: [CHANNEL],
		hasEvent: true,
	},
	{
		name: 'approval-by-mention',
		start: 'event',
		path: 'deployment',
		mentionPath: 'teams-approvals',
		credentials: [TOKEN, CHANNEL],
		hasEvent: true,
	},
	{
		name: 'agent-deploy-approval',
		start: 'event',
		path: 'agent-task',
		mentionPath: 'teams-releases',
		credentials: [TOKEN, CHANNEL],
		hasEvent: true,
		needsModel: true,
	},
	{
		name: 'card-action',
		start: 'event',
		path: 'order',
		buttonPath: 'order-answer',
		credentials: [BUTTONS],
		needsMore: true,
	},
	{
		name: 'actionable-message',
		start: 'event',
		path: 'leave-request',
		buttonPath: 'leave-answer',
		credentials: [BUTTONS],
		needsMore: true,
	},
	{
		name: 'connector-subscriptions',
		start: 'connector',
		path: 'teams-connector',
		credentials: [CONNECTOR],
		needsMore: true,
	},
	{ name: 'connector-weather', start: 'schedule', credentials: [CHANNEL], needsMore: true },
] as const satisfies readonly ExampleRow[];

/** The names of the examples. */
export type ExampleName = (typeof ROWS)[number]['name'];

/** An example workflow of the repository: `examples/<name>.json`, explained in `docs/examples/<name>.md`. */
export type Example = ExampleRow & { readonly name: ExampleName };

/** Every example, in the order of docs/examples.md. */
export const EXAMPLES: readonly Example[] = ROWS;

/** The row of an example. */
export function exampleOf(name: ExampleName): Example {
	const found = EXAMPLES.find((example) => example.name === name);
	if (found === undefined) throw new Error(`there is no example ${name}`);
	return found;
}

/** The path at which an example takes mentions; `undefined` where nobody mentions it. */
export function mentionPathOf({ start, path, mentionPath }: Example): string | undefined {
	return start === 'mention' ? path : mentionPath;
}

/** The event that `examples/events/<name>.json` holds, parsed. */
export async function readEvent(name: string): Promise<Record<string, unknown>> {
	return JSON.parse(await readFile(join(ROOT, 'examples', 'events', `${name}.json`), 'utf8')) as Record<
		string,
		unknown
	>;
}

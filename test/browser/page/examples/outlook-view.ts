import type { Action } from 'adaptivecards';

import { AdaptiveCard, GlobalRegistry, HostConfig, HttpAction, SerializationContext, Versions } from 'adaptivecards';
import MarkdownIt from 'markdown-it';

/** What runs inside the browser: `outlook.ts` bundles this file and calls `showMessage`. It draws what Outlook draws, with the renderer that Microsoft publishes. */

/** A press of a button, with the inputs filled in. */
export interface Pressed {
	readonly url: string;
	readonly body: string;
	readonly contentType: string;
}

/** What the page shows afterwards, and the new card if there is one. */
interface Pressing {
	readonly shown: string;
	readonly card?: unknown;
}

/** The part of the DOM that is used here; the DOM's own types would put `window` into every script for Node. */
interface Box {
	textContent: string | null;
	replaceChildren(...children: readonly unknown[]): void;
}

declare const document: { querySelector(selector: string): Box | null };

/** Given by the script that opens the page: plays Microsoft's service. */
declare const pressAction: (pressed: Pressed) => Promise<Pressing>;

const markdown = new MarkdownIt({ html: false });

/** Teams' webhooks have nothing that listens to this action; Outlook has (teams.md F). */
GlobalRegistry.defaultActions.register(HttpAction.JsonTypeName, HttpAction);

/** Draws the card; presses go to the service, and its answer is shown on the page. */
function showCard(card: unknown, hostConfig: object): void {
	AdaptiveCard.onProcessMarkdown = (text, result) => {
		result.outputHtml = markdown.render(text);
		result.didProcess = true;
	};
	const parsed = new AdaptiveCard();
	parsed.hostConfig = new HostConfig(hostConfig);
	parsed.onExecuteAction = (action) => void perform(action, hostConfig);
	parsed.parse(card, new SerializationContext(Versions.v1_5));
	document.querySelector('.card')?.replaceChildren(parsed.render());
}

async function perform(action: Action, hostConfig: object): Promise<void> {
	if (!(action instanceof HttpAction)) return;
	const contentType = action.headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? 'application/json';
	const { shown, card } = await pressAction({ url: action.url ?? '', body: action.body ?? '', contentType });
	if (card !== undefined) showCard(card, hostConfig);
	setText('[role=status]', shown);
}

/** Draws a message: its subject, and its card. */
function showMessage(subject: string, card: unknown, hostConfig: object): void {
	setText('h1', subject);
	showCard(card, hostConfig);
}

function setText(selector: string, text: string): void {
	const element = document.querySelector(selector);
	if (element !== null) element.textContent = text;
}

Object.assign(globalThis, { showMessage });

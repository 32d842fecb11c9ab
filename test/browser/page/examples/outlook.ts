import type { Page } from '@playwright/test';
import type { Issuer } from '../../../../simulator/actionable-messages/issuer';
import type { Pressed } from './outlook-view';

import { build } from 'esbuild';
import { join } from 'node:path';

import light from '../../../../simulator/host-config/light.json';
import { press } from '../../../../simulator/actionable-messages/outlook';
import { convertMessageCard } from '../../../../src/cards/message-card/convert';

type Json = Readonly<Record<string, unknown>>;

const HTML = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Mailbox</title><style>
	body { max-width: 480px; margin: 16px; font: 14px/20px 'Segoe UI', 'Noto Sans', system-ui, sans-serif; }
	.card { border: 1px solid #ccc; }
	[role=status] { padding: 8px 0; font-weight: 600; }
</style></head><body><h1></h1><p role="status"></p><div class="card"></div></body></html>`;

/**
 * Opens a message with a card as Outlook does, for a person of the issuer's tenant: buttons reach the workflow through
 * Microsoft's service.
 */
export async function openMessage(newPage: () => Promise<Page>, issuer: Issuer, { subject, card }: { readonly subject: string; readonly card: unknown }): Promise<Page> {
	const page = await newPage();
	await page.exposeFunction('pressAction', async ({ url, body, contentType }: Pressed) => await press({ url, body, contentType, token: issuer.token() }));
	await page.setContent(HTML);
	await page.addScriptTag({ content: await viewScript() });
	await page.evaluate((given) => (globalThis as unknown as { showMessage(subject: string, card: unknown, hostConfig: unknown): void }).showMessage(...given), [subject, card, light] as const);
	return page;
}

/** The card that Outlook makes of a MessageCard: its text and facts, and buttons that call back (teams.md F.1). */
export function outlookCard(messageCard: Json): Json {
	const { potentialAction, ...rest } = messageCard;
	const content = convertMessageCard(rest, { fullWidth: true }).attachment.content as unknown as Json;
	return { ...content, actions: objects(potentialAction).map(buttonOf) };
}

function buttonOf(action: Json): Json {
	if (action['@type'] === 'OpenUri') return { type: 'Action.OpenUrl', title: action.name, url: objects(action.targets)[0]?.uri };
	if (action['@type'] !== 'ActionCard') return { type: 'Action.Http', method: 'POST', title: action.name, url: action.target, body: action.body, headers: [{ name: 'Content-Type', value: action.bodyContentType }] };
	const inputs = objects(action.inputs).map(({ id, title, isMultiline, isRequired }) => ({ type: 'Input.Text', id, label: title, isMultiline, isRequired, errorMessage: 'Fill this in.' }));
	return { type: 'Action.ShowCard', title: action.name, card: { type: 'AdaptiveCard', version: '1.3', body: inputs, actions: objects(action.actions).map(buttonOf) } };
}

function objects(value: unknown): readonly Json[] {
	return Array.isArray(value) ? value.filter((entry): entry is Json => typeof entry === 'object' && entry !== null) : [];
}

async function viewScript(): Promise<string> {
	const { outputFiles } = await build({ entryPoints: [join(__dirname, 'outlook-view.ts')], bundle: true, format: 'iife', platform: 'browser', target: 'es2023', write: false, logLevel: 'warning' });
	return outputFiles[0]?.text ?? '';
}

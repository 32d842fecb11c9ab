import type { PageAnswer, PageData } from '../wire';
import type { ConfigSdk } from './sdk';
import type { Chosen, Subscription } from './subscription';

import { app, FrameContexts } from '@microsoft/teams-js';

import { followTheme, reportedContext } from './context';
import { element, fillForm, NAME_ID, nameInput, problemOf, readForm, showProblem } from './form';
import { savedSettings } from './saved-settings';
import { connect } from './sdk';
import { remove, save } from './subscription';

/** The answers to both events of the host; the SDK throws on a second answer. */
interface HostEvent {
	notifySuccess(): void;
	notifyFailure(reason?: string): void;
}

const { fields } = JSON.parse(element('data').textContent ?? '') as PageData;

/** Everything the page does, in order. */
async function start(): Promise<void> {
	const sdk = await connect();
	await followTheme();
	const config = await sdk.read();
	const subscription: Subscription = { sdk, config, context: await reportedContext(config) };
	prefill(subscription);
	sdk.onRemove((event) => void answerHost(event, async () => await remove(subscription, chosen())));
	if (app.getFrameContext() === FrameContexts.remove) {
		// The SDK throws if a removal page asks for Save.
		showRemoval(sdk);
	} else {
		sdk.onSave(
			(event) => void answerHost(event, async () => await save(subscription, chosen(), event.result.webhookUrl)),
		);
		showForm(sdk);
	}
	app.notifySuccess().catch(() => undefined);
}

/** The host is answered exactly once, with n8n's answer or with the reason for not having one. */
async function answerHost(event: HostEvent, act: () => Promise<PageAnswer>): Promise<void> {
	say('Saving…', '');
	const answer = await act().catch(
		(error: unknown): PageAnswer => ({
			ok: false,
			reason: error instanceof Error ? error.message : 'The connection could not be saved.',
		}),
	);
	if (answer.ok) {
		say(answer.note ?? 'Saved.', '');
		event.notifySuccess();
		return;
	}
	say('', answer.reason);
	for (const [name, problem] of Object.entries(answer.fields ?? {})) showProblem(name, problem);
	event.notifyFailure(answer.reason);
}

function prefill({ config }: Subscription): void {
	const saved = savedSettings(config.contentUrl) ?? savedSettings(location.href);
	if (saved !== undefined) fillForm(fields, saved);
	const name = config.configName ?? config.suggestedDisplayName ?? '';
	if (name !== '') nameInput().value = name;
}

function chosen(): Chosen {
	return { configName: nameInput().value.trim(), settings: readForm(fields) };
}

/** Save is enabled as long as nothing is missing; errors appear at the fields that were touched. */
function showForm(sdk: ConfigSdk): void {
	const form = element('form');
	const update = () => sdk.setValidityState(nameProblem() === '' && fields.every((field) => problemOf(field) === ''));
	form.addEventListener('submit', (event) => event.preventDefault());
	form.addEventListener('input', update);
	form.addEventListener('change', (event) => {
		showProblemAt(event.target);
		update();
	});
	form.addEventListener('focusout', (event) => showProblemAt(event.target));
	form.hidden = false;
	say('', '');
	update();
}

function showRemoval(sdk: ConfigSdk): void {
	element('removal').hidden = false;
	say('', '');
	sdk.setValidityState(true);
}

function showProblemAt(target: EventTarget | null): void {
	const at = target instanceof Element ? target.closest('.field') : null;
	if (at === null) return;
	if (at.contains(nameInput())) return showProblem(NAME_ID, nameProblem());
	const field = fields.find(({ name }) => at.contains(element(`f-${name}`)));
	if (field !== undefined) showProblem(field.name, problemOf(field));
}

function nameProblem(): string {
	return nameInput().value.trim() === '' ? 'Fill this in.' : '';
}

function say(status: string, problem: string): void {
	element('status').textContent = status;
	element('problem').textContent = problem;
}

start().catch(() => say('', 'This page configures a connection in Microsoft Teams or Outlook. Open it there.'));

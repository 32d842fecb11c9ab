import type { ConnectorAction, PageAnswer, StateAnswer, Submission } from '../wire';

import { pageUrl } from './saved-settings';

const NO_ANSWER = 'n8n did not answer, so the change may not have been saved. Try again.';

const OPTIONS: RequestInit = {
	credentials: 'omit',
	redirect: 'error',
	cache: 'no-store',
	referrerPolicy: 'no-referrer',
};

/** Asks n8n for a state for one action: it is signed, and valid once and for a few minutes. Rejects with a text for people. */
export async function requestState(action: ConnectorAction): Promise<StateAnswer> {
	const answer = await exchange(`${pageUrl()}?state=${action}`, {
		...OPTIONS,
		headers: { accept: 'application/json' },
	});
	if (typeof answer.state !== 'string') throw new Error(reasonOf(answer));
	return { state: answer.state, ...(typeof answer.entityId === 'string' ? { entityId: answer.entityId } : {}) };
}

/** Posts the settings and waits for n8n's answer. Never rejects. */
export async function submit(submission: Submission): Promise<PageAnswer> {
	try {
		const answer = await exchange(pageUrl(), {
			...OPTIONS,
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(submission),
		});
		if (answer.ok !== true)
			return { ok: false, reason: reasonOf(answer), ...(isTexts(answer.fields) ? { fields: answer.fields } : {}) };
		return {
			ok: true,
			...(typeof answer.entityId === 'string' ? { entityId: answer.entityId } : {}),
			...(typeof answer.note === 'string' ? { note: answer.note } : {}),
		};
	} catch (error) {
		return { ok: false, reason: error instanceof Error ? error.message : NO_ANSWER };
	}
}

async function exchange(url: string, options: RequestInit): Promise<Readonly<Record<string, unknown>>> {
	const answer = await fetchJson(url, options);
	if (typeof answer !== 'object' || answer === null) throw new Error(NO_ANSWER);
	return answer as Readonly<Record<string, unknown>>;
}

async function fetchJson(url: string, options: RequestInit): Promise<unknown> {
	try {
		return await (await fetch(url, options)).json();
	} catch {
		// No connection, or an answer that is not JSON: reported in words that people understand.
		return undefined;
	}
}

function reasonOf(answer: Readonly<Record<string, unknown>>): string {
	return typeof answer.reason === 'string' && answer.reason !== '' ? answer.reason : NO_ANSWER;
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
	return typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string');
}

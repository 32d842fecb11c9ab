import type { PageAnswer, PageTexts } from '../page-answer';

import { SCRIPT_HEADER } from '../page-answer';

const texts = JSON.parse(element('texts').textContent ?? '') as PageTexts;
const form = element('form') as HTMLFormElement;

/** Posts the answer without leaving the page, so that n8n's own answers become sentences that people understand. */
form.addEventListener('submit', (event) => {
	event.preventDefault();
	const { submitter } = event;
	showProblems({});
	const missing = missingFields();
	if (Object.keys(missing).length > 0) return showProblems(missing);
	void send(submitter instanceof HTMLButtonElement ? submitter : null);
});
form.noValidate = true;

async function send(button: HTMLButtonElement | null): Promise<void> {
	const body = new FormData(form);
	if (button !== null && button.name !== '') body.set(button.name, button.value);
	setBusy(true);
	say(texts.sending, '');
	const answer = await post(body);
	if (answer === 'unknown') {
		say('', texts.failed);
		return setBusy(false);
	}
	if (answer === 'closed') return end(texts.closed);
	if (answer.ok) return end(texts.recorded);
	if ('problems' in answer) {
		say('', '');
		setBusy(false);
		return showProblems(answer.problems);
	}
	end(answer.text);
}

/** Our node answers with its own JSON. If n8n answers in its place, nobody is waiting for the answer any more. */
async function post(body: FormData): Promise<PageAnswer | 'closed' | 'unknown'> {
	try {
		const response = await fetch(location.href, {
			method: 'POST',
			headers: { [SCRIPT_HEADER]: 'script' },
			body,
			credentials: 'omit',
			cache: 'no-store',
			redirect: 'error',
			referrerPolicy: 'no-referrer',
		});
		const answer = (await response.json().catch(() => null)) as PageAnswer | null;
		if (answer !== null && typeof answer.ok === 'boolean') return answer;
		if (response.status === 500) return await stateOfPage();
		return response.status < 500 ? 'closed' : 'unknown';
	} catch {
		// No connection, or the answer was lost: loading the page again shows what became of it.
		return 'unknown';
	}
}

/**
 * After an error from n8n: somebody was faster, or something broke. The question is still open if the page has a form.
 */
async function stateOfPage(): Promise<'closed' | 'unknown'> {
	const response = await fetch(location.href, {
		credentials: 'omit',
		cache: 'no-store',
		referrerPolicy: 'no-referrer',
	});
	const page = await response.text();
	return response.ok && page.includes('id="form"') ? 'unknown' : 'closed';
}

function missingFields(): Readonly<Record<string, string>> {
	const data = new FormData(form);
	const required = [...form.querySelectorAll<HTMLElement>('[data-required]')].map(
		({ dataset }) => dataset.required ?? '',
	);
	const missing = required.filter((name) =>
		data.getAll(name).every((value) => typeof value === 'string' && value.trim() === ''),
	);
	return Object.fromEntries(missing.map((name) => [name, texts.missing]));
}

/** Shows at each field what is wrong with it; the first faulty field gets the focus. */
function showProblems(problems: Readonly<Record<string, string>>): void {
	for (const place of form.querySelectorAll('.error')) {
		const name = place.id.replace(/-problem$/, '');
		const problem = problems[name] ?? '';
		place.textContent = problem;
		for (const input of form.querySelectorAll(`[name="${name}"]`)) {
			if (problem === '') input.removeAttribute('aria-invalid');
			else input.setAttribute('aria-invalid', 'true');
		}
	}
	form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
}

/** The answer is final: the question stays readable, and the form is removed. */
function end(text: string): void {
	form.remove();
	say(text, '');
	const status = element('status');
	status.tabIndex = -1;
	status.focus();
}

function setBusy(busy: boolean): void {
	for (const button of form.querySelectorAll('button')) button.disabled = busy || button.hidden;
}

function say(status: string, problem: string): void {
	element('status').textContent = status;
	element('problem').textContent = problem;
}

function element(id: string): HTMLElement {
	const found = document.getElementById(id);
	if (found === null) throw new Error(`The page has no ${id}.`);
	return found;
}

import type { PageNotice, PageTexts } from './page-answer';
import type { Problems } from './submission';
import type { Question } from './question';

import { withoutControls } from '../cards/markdown';
import { escapeHtml, scriptJson } from '../html-escape';
import { pageHeaders } from '../page-headers';
import { controlsHtml } from './page-form';
import { PAGE_STYLE } from './page-style';

/** The headers of the page: its form goes back to n8n, no page frames it, and no search engine finds it. */
export function questionHeaders(nonce: string): Readonly<Record<string, string>> {
	return {
		...pageHeaders(nonce, { formAction: "'self'", frameAncestors: "'none'" }),
		'X-Frame-Options': 'DENY',
		'X-Robots-Tag': 'noindex, nofollow',
	};
}

/** What a page is made of besides the question. */
interface PageParts {
	readonly nonce: string;
	/** The script from the build, which does not contain the end tag of a script. */
	readonly script: string;
	/** What was wrong with the posted form, if the page is shown again without script. */
	readonly problems?: Problems;
}

/** The page on which a question is answered, as HTML. Every text is data: escaped, and shown as it was written. */
export function questionPage(question: Question, { nonce, script, problems = {} }: PageParts): string {
	const { texts } = question;
	const data: PageTexts = {
		sending: texts.sending,
		recorded: texts.recorded,
		closed: texts.closed,
		failed: texts.failed,
		missing: texts.missing,
	};
	return documentHtml(question, nonce, [
		...askedHtml(question),
		'<p id="status" role="status"></p>',
		'<p id="problem" class="problem" role="alert"></p>',
		`<form id="form" method="post" enctype="multipart/form-data">${controlsHtml(question, problems)}</form>`,
		`<p class="notice">${escapeHtml(texts.linkNotice)}</p>`,
		'</main>',
		`<script type="application/json" id="texts">${scriptJson(data)}</script>`,
		`<script nonce="${nonce}">${script}</script>`,
	]);
}

/** A page that says why there is nothing to answer, or that the answer was recorded. It needs no script. */
export function noticePage(question: Pick<Question, 'title' | 'texts'>, notice: PageNotice, nonce: string): string {
	return documentHtml(question, nonce, [
		`<h1>${shown(titleOf(question))}</h1>`,
		`<p role="status">${escapeHtml(question.texts[notice])}</p>`,
		'</main>',
	]);
}

function documentHtml(question: Pick<Question, 'title' | 'texts'>, nonce: string, body: readonly string[]): string {
	const title = shown(titleOf(question));
	return [
		'<!DOCTYPE html>',
		`<html lang="${escapeHtml(question.texts.language)}">`,
		'<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
		`<meta name="robots" content="noindex, nofollow"><meta name="referrer" content="no-referrer"><title>${title}</title>`,
		`<style nonce="${nonce}">${PAGE_STYLE}</style></head>`,
		'<body><main>',
		...body,
		'</body></html>',
	].join('\n');
}

function titleOf({ title, texts }: Pick<Question, 'title' | 'texts'>): string {
	return title.trim() === '' ? texts.untitled : title;
}

/** Title, message, facts, and everything that an agent wants to run. */
function askedHtml(question: Question): readonly string[] {
	const { message, facts, tool, texts } = question;
	const rows = facts.map(({ title, value }) => `<dt>${shown(title)}</dt><dd class="text">${shown(value)}</dd>`);
	return [
		`<h1>${shown(titleOf(question))}</h1>`,
		...(message.trim() === '' ? [] : [`<div class="text">${shown(message)}</div>`]),
		...(rows.length === 0 ? [] : [`<dl>${rows.join('')}</dl>`]),
		...(tool === null
			? []
			: [
					`<p>${escapeHtml(texts.toolHeading)} <strong>${shown(tool.name)}</strong></p>`,
					`<p>${escapeHtml(texts.toolInput)}</p><pre class="text">${shown(tool.input)}</pre>`,
				]),
	];
}

/** Data as the card shows it: without characters that would reorder it, and with no markup in it. */
function shown(text: string): string {
	return escapeHtml(withoutControls(text));
}

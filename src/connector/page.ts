import type { Field, PageData } from './wire';

import { escapeHtml, scriptJson } from '../html-escape';
import { formHtml } from './form';
import { PAGE_STYLE } from './page-style';

/** The parts of the configuration page. */
interface PageParts {
	readonly title: string;
	/** A sentence under the title; may be empty. */
	readonly introduction: string;
	/** The name that is suggested for a new subscription. */
	readonly configName: string;
	readonly fields: readonly Field[];
	readonly nonce: string;
	/** The script from the build, which does not contain the end tag of a script. */
	readonly script: string;
}

/** The configuration page as HTML. All texts of the workflow's author are escaped. */
export function configurationPage(parts: PageParts): string {
	const { title, introduction, fields, nonce } = parts;
	const data: PageData = { fields: fields.map(({ name, type, required }) => ({ name, type, required })) };
	return [
		'<!DOCTYPE html>',
		'<html lang="en" data-theme="default">',
		`<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style nonce="${nonce}">${PAGE_STYLE}</style></head>`,
		'<body><main>',
		`<h1>${escapeHtml(title)}</h1>`,
		introduction === '' ? '' : `<p class="introduction">${escapeHtml(introduction)}</p>`,
		'<p id="status" role="status">Connecting to Teams…</p>',
		'<p id="problem" class="problem" role="alert"></p>',
		`<form id="form" novalidate hidden>${formHtml(fields, parts.configName)}</form>`,
		'<p id="removal" hidden>Removing this connection stops its messages in the channel.</p>',
		'<noscript><p class="problem">This page needs JavaScript.</p></noscript>',
		'</main>',
		`<script type="application/json" id="data">${scriptJson(data)}</script>`,
		`<script nonce="${nonce}">${parts.script}</script>`,
		'</body></html>',
	].join('\n');
}

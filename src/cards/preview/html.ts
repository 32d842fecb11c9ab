import type { Finding } from '../finding';
import type { Attachment } from '../message';
import type { Block, Line, Look, Span } from './outline';

import { escapeHtml } from '../../html-escape';
import { cleanText } from './outline';
import { PAGE_STYLE } from './page-style';
import { readAttachments } from './read-attachment';

/** The page must not load, run or send anything, whatever a card says. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** Container styles of Adaptive Cards that have a colour here. */
const STYLES: ReadonlySet<string> = new Set(['accent', 'attention', 'emphasis', 'good', 'warning']);

const LOOK_TAGS: Readonly<Record<Look, string>> = {
	plain: 'p',
	strong: 'p class="strong"',
	subtle: 'p class="subtle"',
	note: 'p class="note"',
};

/**
 * A preview of the cards as one HTML page that loads nothing: no script, no image, no link that can be followed, and every
 * text escaped. It is also well-formed XML, so that every parser sees only our own tags. Never throws.
 */
export function previewHtml(attachments: readonly Attachment[], findings: readonly Finding[]): string {
	const outlines = readAttachments(attachments);
	const cards = outlines.map(
		({ caption, blocks }, index) =>
			`<section><h2>${outlines.length === 1 ? '' : `${index + 1}. `}${escape(caption)}</h2>${blocks.map(toHtml).join('')}</section>`,
	);
	return [
		'<!DOCTYPE html>',
		'<html lang="en">',
		`<head><meta charset="utf-8"/><meta http-equiv="Content-Security-Policy" content="${POLICY}"/><meta name="viewport" content="width=device-width, initial-scale=1"/><meta name="referrer" content="no-referrer"/><meta name="format-detection" content="telephone=no"/><title>Card preview</title><style>${PAGE_STYLE}</style></head>`,
		`<body><main>${cards.join('')}<section class="findings"><h2>Findings</h2>${findingsHtml(findings)}</section></main></body>`,
		'</html>\n',
	].join('\n');
}

function toHtml(block: Block): string {
	switch (block.kind) {
		case 'text':
			return block.lines.map((line) => lineHtml(line, LOOK_TAGS[block.look])).join('');
		case 'facts':
			return `<dl>${block.facts.map(({ title, value }) => `<dt dir="auto">${inline(title)}</dt><dd dir="auto">${inline(value)}</dd>`).join('')}</dl>`;
		case 'columns':
			return `<div class="${block.isRow ? 'row' : 'columns'}">${block.columns.map((column) => `<div class="cell">${column.map(toHtml).join('')}</div>`).join('')}</div>`;
		case 'group':
			return `<div class="group${STYLES.has(block.style) ? ` ${block.style}` : ''}">${block.blocks.map(toHtml).join('')}</div>`;
		case 'button':
			return `<p class="action"><span class="button" dir="auto">${escape(block.title)}</span>${block.address === '' ? '' : ` <code>${escape(block.address)}</code>`}</p>`;
		case 'code':
			return `<pre>${escape(block.text)}</pre>`;
	}
}

function lineHtml(line: Line, tag: string): string {
	return `<${tag} dir="auto">${inline([line])}</p>`;
}

function inline(lines: readonly Line[]): string {
	return lines
		.map(
			({ marker, spans }) =>
				`${marker === '' ? '' : `<span class="marker">${escape(marker === '-' ? '•' : marker)}</span> `}${spans.map(spanHtml).join('')}`,
		)
		.join('<br/>');
}

function spanHtml({ text, isStrong, isEmphasized }: Span): string {
	const emphasized = isEmphasized ? `<em>${escape(text)}</em>` : escape(text);
	return isStrong ? `<strong>${emphasized}</strong>` : emphasized;
}

function findingsHtml(findings: readonly Finding[]): string {
	if (findings.length === 0) return '<p>No findings.</p>';
	const entries = findings.map(
		({ severity, code, path, message, fix }) =>
			`<li class="${severity === 'error' ? 'error' : 'warning'}"><strong>${severity === 'error' ? 'error' : 'warning'}</strong> <code>${escape(path)}</code> ${escape(message)} ${escape(fix)} <span class="note">${escape(code)}</span></li>`,
	);
	return `<ul>${entries.join('')}</ul>`;
}

function escape(text: string): string {
	return escapeHtml(cleanText(text));
}

import type { Question } from '../../../src/approval/question';
import type { QuestionTexts } from '../../../src/approval/texts';

import fc from 'fast-check';

import { parseFormFields } from '../../../src/approval/form-field';
import { noticePage, questionHeaders, questionPage } from '../../../src/approval/page';
import { QUESTION_TEXTS, questionTexts } from '../../../src/approval/texts';
import { propertyRuns } from '../../support/property-runs';
import { linkQuestion } from '../../support/question';

const NONCE = 'bm9uY2U=';
const draw = (question: Question, problems = {}) => questionPage(question, { nonce: NONCE, script: '1', problems });

const choices = { values: [{ option: 'A' }, { option: 'B' }] };
const fields = parseFormFields(
	['text', 'textarea', 'number', 'email', 'date', 'password', 'dropdown', 'radio', 'checkbox'].map((fieldType) => ({
		fieldLabel: fieldType,
		fieldType,
		requiredField: true,
		fieldOptions: choices,
	})),
);

it('lets in nothing but its own script and style, and is framed, kept and found by nobody', () => {
	const headers = questionHeaders(NONCE);
	expect(headers['Content-Security-Policy']).toContain("default-src 'none'; script-src 'nonce-bm9uY2U='");
	expect(headers['Content-Security-Policy']).toContain("frame-ancestors 'none'");
	expect(headers['Content-Security-Policy']).not.toMatch(/unsafe|\*|data:|https?:/);
	expect(headers).toMatchObject({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
	expect(headers['X-Robots-Tag']).toContain('noindex');
});

it('names no address', () => {
	for (const page of [draw(linkQuestion().question), noticePage(linkQuestion().question, 'stale', NONCE)])
		expect(page).not.toMatch(/https?:|src=|href=/);
});

it('has a button for each decision, and a disabled one before them, so that Enter sends nothing', () => {
	const page = draw(linkQuestion().question);
	expect([...page.matchAll(/<button[^>]*>/g)].map(([tag]) => tag)).toEqual([
		'<button type="submit" disabled hidden>',
		'<button type="submit" name="decision" value="approve" class="primary">',
		'<button type="submit" name="decision" value="decline">',
	]);
	expect(draw(linkQuestion({ decline: null }).question)).not.toContain('value="decline"');
});

it('has an input, a label and a place for what is wrong with every field', () => {
	const page = draw(linkQuestion({ responseType: 'customForm', fields }).question, { 'field-0': 'missing' });
	for (const [index] of fields.entries()) {
		expect(page).toContain(`name="field-${index}"`);
		expect(page).toContain(`id="field-${index}-problem"`);
	}
	expect(page).toContain(`aria-live="polite">${QUESTION_TEXTS.missing.text}</p>`);
	expect(page).toMatch(/id="field-0"[^>]* aria-invalid="true"/);
});

it('shows all of what an agent wants to run', () => {
	const input = JSON.stringify({ service: 'api', text: '<b>'.repeat(3_000) });
	const page = draw(linkQuestion({ tool: { name: 'deploy', input } }).question);
	expect(page).toContain('<strong>deploy</strong>');
	expect(page.split('&lt;b&gt;').length - 1).toBe(3_000);
});

it('shows nothing in another order than it is written, as the card does', () => {
	const text = 'pay \u202e0001\u202c EUR';
	const page = draw(
		linkQuestion({ title: text, message: text, facts: [{ title: text, value: text }], approve: text }).question,
	);
	expect(page).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
	expect(page).toContain('pay 0001 EUR');
});

it('speaks the language of the workflow', () => {
	const texts = questionTexts({ language: 'nb', comment: 'Kommentar', recorded: 'Svaret er lagret.', expired: ' ' });
	const page = draw(linkQuestion({ texts, approve: 'Godkjenn' }).question);
	expect(page).toContain('<html lang="nb">');
	expect(page).toContain('Kommentar');
	expect(page).toContain('>Godkjenn</button>');
	expect(noticePage({ title: '', texts }, 'recorded', NONCE)).toContain('Svaret er lagret.');
	expect(texts.expired).toBe(QUESTION_TEXTS.expired.text);
});

it('makes no markup of any text', () => {
	const text = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.constantFrom(
			'</script><script>',
			'"><img src=x onerror=1>',
			"' autofocus onfocus='",
			'<!--',
			'</textarea>',
			'&lt;',
		),
	);
	const empty = tagsOf(draw(build('x')));
	fc.assert(
		fc.property(text, (hostile) => {
			expect(tagsOf(draw(build(hostile)))).toEqual(empty);
		}),
		{ numRuns: propertyRuns(300) },
	);
});

/** A question with the given text in every place that can hold one. */
function build(text: string): Question {
	const given = Object.fromEntries(Object.keys(QUESTION_TEXTS).map((name) => [name, `t${text}`]));
	return linkQuestion({
		responseType: 'customForm',
		title: `t${text}`,
		message: `t${text}`,
		facts: [{ title: `t${text}`, value: `t${text}` }],
		tool: { name: `t${text}`, input: `t${text}` },
		fields: fields.map((field) => ({
			...field,
			label: `t${text}`,
			placeholder: text,
			default: text,
			options: field.options.length === 0 ? [] : [`a${text}`, `b${text}`],
		})),
		texts: given as QuestionTexts,
	}).question;
}

/** The tags of a page and the names of their attributes, in order. */
function tagsOf(page: string): readonly string[] {
	const withoutScript = page.replace(/(<script[^>]*>)[^<]*/g, '$1');
	return [...withoutScript.matchAll(/<[^>]*>/g)].map(([tag]) =>
		tag.replace(/="[^"]*"/g, '=""').replace(/ selected| checked/g, ''),
	);
}

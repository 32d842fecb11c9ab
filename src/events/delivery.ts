import type { JsonObject } from '../json';
import type { EventDelivery } from './sender';

import { isPlainObject, scalarText } from '../json';
import { payloadOf } from './payload';

/** Chosen: no tool wraps JSON in JSON more often than this. */
const NESTED_MAX = 3;

/** What an item of n8n's Webhook node has besides `headers` and `body`. */
const ITEM_MEMBERS: readonly string[] = ['params', 'query', 'webhookUrl', 'executionMode'];

/**
 * What was posted: an item of n8n's Webhook node, or the body alone. JSON in a text (sent as `text/plain`, or written by
 * hand), JSON in the form field `payload` or `payload_json`, and JSON that was posted as if it were a form are read.
 * `undefined` if it does not hold an object.
 */
export function deliveryOf(value: unknown): EventDelivery | undefined {
	const item = jsonIn(value);
	if (isPlainObject(item) && isWebhookItem(item))
		return withBody(item.body, isPlainObject(item.headers) ? item.headers : {});
	return withBody(item, {});
}

function isWebhookItem(item: Readonly<Record<string, unknown>>): boolean {
	return (
		Object.hasOwn(item, 'body') &&
		isPlainObject(item.headers) &&
		(ITEM_MEMBERS.some((name) => Object.hasOwn(item, name)) || Object.keys(item).length === 2)
	);
}

function withBody(value: unknown, headers: Readonly<Record<string, unknown>>): EventDelivery | undefined {
	const body = bodyOf(value);
	if (body === undefined || Object.keys(body).length === 0) return undefined;
	const byName = Object.entries(headers).map(([name, header]) => [name.toLowerCase(), scalarText(header)] as const);
	return { headers: Object.fromEntries(byName), body: payloadOf(body) };
}

/** A list of one object is that object; longer lists are kept under a name of their own. */
function bodyOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
	const read = jsonIn(value);
	if (Array.isArray(read)) {
		const objects = (read as readonly unknown[]).filter(isPlainObject);
		return objects.length > 1 ? { entries: objects } : objects[0];
	}
	if (!isPlainObject(read)) return undefined;
	const inForm = jsonIn(formFieldOf(read) ?? unnamedForm(read));
	return isPlainObject(inForm) ? inForm : read;
}

/** The field of a form that holds the JSON: Slack's and GitHub's, or Discord's ("Execute Webhook", multipart). */
function formFieldOf({ payload, payload_json: ofDiscord }: JsonObject): string | undefined {
	return [payload, ofDiscord].find((field) => typeof field === 'string');
}

/** The text of a form whose first field has JSON as its name: what `curl -d` posts without a content type. */
function unnamedForm(form: JsonObject): string | undefined {
	const fields = Object.entries(form);
	if (!/^\s*\{/.test(fields[0]?.[0] ?? '') || !fields.every(([, value]) => typeof value === 'string')) return undefined;
	return fields.map(([name, value]) => (value === '' ? name : `${name}=${String(value)}`)).join('&');
}

/** JSON in a text, as far as it can be read; everything else as it is. */
function jsonIn(value: unknown): unknown {
	let current = value;
	for (let times = 0; times < NESTED_MAX && typeof current === 'string'; times += 1) {
		const read = parsed(current);
		if (read === undefined) return current;
		current = read;
	}
	return current;
}

/** `undefined` for a text that is not JSON, which is then shown as it is. */
function parsed(text: string): unknown {
	try {
		return JSON.parse(text.replace(/^\ufeff/, '')) as unknown;
	} catch {
		return undefined;
	}
}

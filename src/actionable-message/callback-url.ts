import type { KeyObject } from 'crypto';
import type { TriggerPlace } from './trigger-place';

import { createHmac, createSecretKey, timingSafeEqual } from 'crypto';

import { TeamsWebhookError } from '../errors';
import { BINDING_MAX_CHARACTERS, BINDING_SECRET_MIN_BYTES, MAC_BYTES, SECRET_DIFFERENT_BYTES_MIN } from '../limits';
import { placeOfUrl, placesOfTrigger } from './trigger-place';

/** The key that signs callback URLs; it does not reveal itself when printed. */
export type BindingKey = KeyObject;

/** What a callback URL belongs to, apart from its trigger: one workflow and one message, until `expiresAtMs`. */
interface CallbackBinding {
	readonly workflowId: string;
	/** The user's own name for the message, such as `leave-88`. */
	readonly binding: string;
	readonly expiresAtMs: number;
}

/** The binding of a call, or why it is refused. */
export type BindingVerdict =
	| { readonly ok: true; readonly binding: string; readonly expiresAtMs: number }
	| {
			readonly ok: false;
			readonly reason: 'binding-missing' | 'binding-malformed' | 'binding-forged' | 'binding-expired';
	  };

const NAMES = { binding: 'binding', expires: 'expires', signature: 'signature' } as const;

const HOW_TO_MAKE_ONE =
	'Enter a long random string as Binding Secret in the credential, for example the output of: openssl rand -base64 48';

/** The key that signs callback URLs. Throws `binding-secret-blank` or `binding-secret-short`, without the secret in the message. */
export function bindingKey(bindingSecret: string): BindingKey {
	const bytes = Buffer.from(bindingSecret.trim(), 'utf8');
	if (bytes.length === 0)
		throw new TeamsWebhookError(
			'binding-secret-blank',
			'The binding secret in the credential is empty.',
			HOW_TO_MAKE_ONE,
		);
	if (bytes.length < BINDING_SECRET_MIN_BYTES)
		throw new TeamsWebhookError(
			'binding-secret-short',
			`The binding secret in the credential is ${bytes.length} bytes long; it must be at least ${BINDING_SECRET_MIN_BYTES}.`,
			HOW_TO_MAKE_ONE,
		);
	if (new Set(bytes).size < SECRET_DIFFERENT_BYTES_MIN)
		throw new TeamsWebhookError(
			'binding-secret-short',
			'The binding secret in the credential repeats the same few characters, so it can be guessed.',
			HOW_TO_MAKE_ONE,
		);
	return createSecretKey(bytes);
}

/**
 * Makes the URL that a card's button calls: the trigger's URL with binding, expiry (seconds since 1970) and a signature
 * over both, the workflow and the place of the trigger. Throws `callback-url-invalid` or `callback-binding-invalid`.
 */
export function signCallbackUrl(triggerUrl: string, callback: CallbackBinding, key: BindingKey): string {
	const text = triggerUrl.trim();
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
		throw new TeamsWebhookError(
			'callback-url-invalid',
			'The trigger URL is not a web address, or contains a user name or password.',
			'Copy the production URL of the Microsoft Teams Card Action Trigger; it starts with https://.',
		);
	}
	const place = placeOfUrl(url.pathname);
	if (place === undefined)
		throw new TeamsWebhookError(
			'callback-url-invalid',
			"The trigger URL ends before the trigger's path.",
			'Copy the whole production URL of the Microsoft Teams Card Action Trigger.',
		);
	if (callback.workflowId === '')
		throw new TeamsWebhookError(
			'callback-binding-invalid',
			'The URL cannot be bound to a workflow: this workflow has not been saved.',
			'Save the workflow first, or fill in Workflow ID of the Trigger.',
		);
	if (!isBinding(callback.binding))
		throw new TeamsWebhookError(
			'callback-binding-invalid',
			`The binding is empty, longer than ${BINDING_MAX_CHARACTERS} characters, or contains a line break, another control character or a broken Unicode character.`,
			'In Binding, give the message a name of its own, such as the ID of the order or request that it is about.',
		);
	const expires = String(Math.floor(callback.expiresAtMs / 1_000));
	url.searchParams.set(NAMES.binding, callback.binding);
	url.searchParams.set(NAMES.expires, expires);
	url.searchParams.set(NAMES.signature, macOf(key, callback, { place, expires }).toString('base64url'));
	return url.href;
}

/** The trigger that is called: its workflow, and its path there, as n8n knows it. */
interface CalledTrigger {
	readonly workflowId: string;
	readonly path: string;
	readonly key: BindingKey;
	readonly nowMs: number;
}

/** Checks the query of a call: signature first, in constant time, then the time. Never throws. */
export function verifyCallback(
	query: Readonly<Record<string, unknown>>,
	{ workflowId, path, key, nowMs }: CalledTrigger,
): BindingVerdict {
	const { binding, expires, signature } = query;
	if (binding === undefined && expires === undefined && signature === undefined)
		return { ok: false, reason: 'binding-missing' };
	if (
		!isBinding(binding) ||
		typeof expires !== 'string' ||
		!/^\d{1,12}$/.test(expires) ||
		typeof signature !== 'string'
	)
		return { ok: false, reason: 'binding-malformed' };
	const given = Buffer.from(signature, 'base64url');
	if (given.length !== MAC_BYTES || given.toString('base64url') !== signature)
		return { ok: false, reason: 'binding-malformed' };
	if (
		!placesOfTrigger(path).some((place) =>
			timingSafeEqual(given, macOf(key, { workflowId, binding }, { place, expires })),
		)
	)
		return { ok: false, reason: 'binding-forged' };
	const expiresAtMs = Number(expires) * 1_000;
	return expiresAtMs > nowMs ? { ok: true, binding, expiresAtMs } : { ok: false, reason: 'binding-expired' };
}

function isBinding(value: unknown): value is string {
	return (
		typeof value === 'string' &&
		value.trim() !== '' &&
		value.length <= BINDING_MAX_CHARACTERS &&
		!/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(value)
	);
}

/** JSON keeps the parts apart, whatever they contain. */
function macOf(
	key: BindingKey,
	{ workflowId, binding }: Pick<CallbackBinding, 'binding' | 'workflowId'>,
	{ place, expires }: { readonly place: TriggerPlace; readonly expires: string },
): Buffer {
	return createHmac('sha256', key)
		.update(JSON.stringify(['teams-card-action-1', workflowId, ...place, binding, expires]), 'utf8')
		.digest();
}

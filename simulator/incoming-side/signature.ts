import type { IncomingWebhook, SignatureCheck } from '../model/types';

import { timingSafeEqual } from 'node:crypto';

/** Checks the `sig` of a flow's URL. The path of a connector is its secret, so a connector that was found is `valid`. */
export function signatureOf(webhook: IncomingWebhook, url: string): SignatureCheck {
	if (webhook.kind === 'connector') return 'valid';
	const expected = sigOf(webhook.path);
	const given = sigOf(url);
	if (expected === undefined) return 'none';
	if (given === undefined || given === '') return 'missing';
	return isSame(given, expected) ? 'valid' : 'invalid';
}

function sigOf(pathAndQuery: string): string | undefined {
	return new URL(pathAndQuery, 'http://simulator.invalid').searchParams.get('sig') ?? undefined;
}

function isSame(given: string, expected: string): boolean {
	const [left, right] = [Buffer.from(given), Buffer.from(expected)];
	return left.length === right.length && timingSafeEqual(left, right);
}

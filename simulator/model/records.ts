import type { HeaderList, RequestRecord, SignatureCheck } from './types';

import { newId } from './ids';

/** Chosen: any message that Teams would accept can be seen in full. */
const BODY_MAX_CHARACTERS = 40_000;

/** Headers whose values are masked: the inspector shows that they are there. */
const SECRET_HEADERS = /^(?:authorization|proxy-authorization|cookie|set-cookie|x-api-key)$/i;

/** What is known about an exchange when it begins. */
interface BegunRequest {
	readonly direction: RequestRecord['direction'];
	readonly webhookName: string;
	readonly atMs: number;
	readonly method: string;
	readonly url: string;
	readonly headers: HeaderList;
	readonly body: Buffer;
	readonly signature: SignatureCheck;
}

/** Begins a record; it has no answer yet. Secrets in headers and in the query are masked. */
export function requestRecord({ headers, body, url, ...begun }: BegunRequest): RequestRecord {
	const text = body.toString('utf8');
	return {
		id: newId(),
		...begun,
		url: maskUrl(url),
		headers: headers.map(([name, value]) => [name, SECRET_HEADERS.test(name) ? maskHeader(value) : value]),
		body: text.slice(0, BODY_MAX_CHARACTERS),
		bodyCut: text.length > BODY_MAX_CHARACTERS,
		bytes: body.length,
		status: null,
		responseHeaders: [],
		responseBody: '',
		tookMs: null,
		note: '',
	};
}

/** The scheme of a credential stays: a wrong one is what people look for. */
function maskHeader(value: string): string {
	const [scheme = '', rest] = value.split(' ', 2);
	return rest === undefined ? '•••' : `${scheme} ••• (${rest.length} characters)`;
}

function maskUrl(url: string): string {
	return url.replace(/([?&](?:sig|signature|ask)=)[^&]*/g, '$1•••').replace(/^(\/webhookb2\/)[^?]*/, '$1•••');
}

import { randomUUID } from 'node:crypto';

/** How long Outlook waits for an action (teams.md F.5: an API that needed about 5 s failed). */
const WAIT_MS = 5_000;

/** One press of a button in an actionable message. */
interface Press {
	readonly url: string;
	readonly token: string;
	/** The card's `body` with its inputs filled in. */
	readonly body: string;
	/** `application/json` when absent, as in Outlook. */
	readonly contentType?: string;
	/** True if the card sets `Authorization` to an empty text: the token then comes in the other header. */
	readonly viaActionAuthorization?: boolean;
}

/** What the person sees on the card afterwards. */
export interface Shown {
	readonly status: number;
	/** The text of CARD-ACTION-STATUS, or what Outlook says if there is none. */
	readonly shown: string;
	/** The new card, if the answer has one. */
	readonly card: unknown;
	/** The media type of the answer. */
	readonly contentType: string;
}

const NO_STATUS = { true: 'The action was completed.', false: 'The action could not be completed.' } as const;

/** Plays Microsoft's service: posts the action and reads the answer as Outlook does. */
export async function press({
	url,
	token,
	body,
	contentType = 'application/json',
	viaActionAuthorization = false,
}: Press): Promise<Shown> {
	const headers = {
		'content-type': contentType,
		'card-correlation-id': randomUUID(),
		'action-request-id': randomUUID(),
		...(viaActionAuthorization
			? { authorization: '', 'action-authorization': `Bearer ${token}` }
			: { authorization: `Bearer ${token}` }),
	};
	const response = await fetch(url, {
		method: 'POST',
		headers,
		body,
		redirect: 'manual',
		signal: AbortSignal.timeout(WAIT_MS),
	});
	const text = await response.text();
	const replaces = response.headers.get('card-update-in-body')?.toLowerCase() === 'true' && response.ok;
	return {
		status: response.status,
		shown: response.headers.get('card-action-status') ?? NO_STATUS[response.ok ? 'true' : 'false'],
		card: replaces ? (JSON.parse(text) as unknown) : undefined,
		contentType: (response.headers.get('content-type') ?? '').split(';')[0] ?? '',
	};
}

/** The MessageCard of an email, as Outlook reads it: the JSON of a script in the head. Throws if there is none. */
export function cardIn(html: string): unknown {
	const head = html.slice(0, html.indexOf('</head>'));
	return JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(head)?.[1] ?? '') as unknown;
}

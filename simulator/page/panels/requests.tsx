import type { HeaderList, RequestRecord, SignatureCheck, Snapshot } from '../../model/types';

import { useEffect, useRef } from 'preact/hooks';

import { Icon } from '../parts/icons';
import { bytesText, exactTime } from '../parts/time';

/** Chosen: the number of requests that are drawn. */
const SHOWN = 100;

/** Documented: 28 KB for a message (teams.md C.4). */
const MESSAGE_MAX_BYTES = 28 * 1024;

/** What the panel needs. */
interface RequestsProps {
	readonly snapshot: Snapshot;
	readonly openId: string | undefined;
	readonly onOpen: (requestId: string | undefined) => void;
}

/** Every exchange in both directions; one of them can be looked at in full. */
export function Requests({ snapshot, openId, onOpen }: RequestsProps) {
	const open = snapshot.requests.find(({ id }) => id === openId);
	if (open !== undefined) return <RequestDetail request={open} onClose={() => onOpen(undefined)} />;
	const requests = snapshot.requests.slice(-SHOWN).toReversed();
	return (
		<>
			<p class="subtle">What was sent and received, with secrets masked.</p>
			{openId !== undefined && <p class="empty-line">This request is too old: it is no longer kept.</p>}
			{requests.length === 0 && <p class="empty-line">No requests yet.</p>}
			<ul class="cards" aria-label="Requests, newest first">
				{requests.map((request) => (
					<li key={request.id}>
						<button type="button" class="item item-button" onClick={() => onOpen(request.id)}>
							<span class="row">
								<Status status={request.status} />
								<strong class="grow break">{request.webhookName}</strong>
								<span class="subtle">{exactTime(request.atMs)}</span>
							</span>
							<span class="subtle break">
								{DIRECTIONS[request.direction].short}, {bytesText(request.bytes)}
							</span>
						</button>
					</li>
				))}
			</ul>
		</>
	);
}

function RequestDetail({ request, onClose }: { readonly request: RequestRecord; readonly onClose: () => void }) {
	const back = useRef<HTMLButtonElement>(null);
	useEffect(() => back.current?.focus(), [request.id]);
	return (
		<article class="detail" aria-label={`Request of ${request.webhookName}`}>
			<button type="button" class="button quiet" ref={back} onClick={onClose}>
				<Icon name="back" />
				<span>All requests</span>
			</button>
			<div class="row">
				<Status status={request.status} />
				<strong class="grow break">{request.webhookName}</strong>
				<span class="subtle">{exactTime(request.atMs)}</span>
			</div>
			{request.note !== '' && <p class="break">{request.note}</p>}
			<dl class="facts">
				<dt>Direction</dt>
				<dd>{DIRECTIONS[request.direction].long}</dd>
				<dt>Signature</dt>
				<dd>{SIGNATURES[request.signature]}</dd>
				<dt>Size</dt>
				<dd>
					{bytesText(request.bytes)}
					{request.countedBytes !== undefined &&
						`; ${request.countedBytes.toLocaleString('en')} of ${MESSAGE_MAX_BYTES.toLocaleString('en')} are counted against the limit`}
				</dd>
				<dt>Took</dt>
				<dd>{request.tookMs === null ? 'No answer yet' : `${request.tookMs.toLocaleString('en')} ms`}</dd>
			</dl>
			<h4>Request</h4>
			<p class="mono break">
				{request.method} {request.url}
			</p>
			<Headers headers={request.headers} label="Headers of the request" />
			<Body text={request.body} isCut={request.bodyCut} label="Body of the request" />
			<h4>Answer</h4>
			{request.status === null ? <p class="subtle">No answer.</p> : <p class="mono">Status {request.status}</p>}
			<Headers headers={request.responseHeaders} label="Headers of the answer" />
			{request.status !== null && <Body text={request.responseBody} isCut={false} label="Body of the answer" />}
		</article>
	);
}

const DIRECTIONS: Readonly<Record<RequestRecord['direction'], { readonly short: string; readonly long: string }>> = {
	in: { short: 'Post from outside', long: 'To the incoming webhook' },
	out: { short: 'Mention posted to the callback', long: 'From Teams to the callback URL' },
	preview: { short: 'Link opened by the preview', long: 'From Teams’ link preview to an address in a message' },
};

const SIGNATURES: Readonly<Record<SignatureCheck, string>> = {
	valid: 'The secret of the URL is right',
	invalid: 'The sig of the URL is wrong',
	missing: 'The URL does not have a sig',
	signed: 'HMAC-SHA256 of the body, with the security token',
	none: 'The flow wants a signed-in caller instead of a sig',
};

function Status({ status }: { readonly status: number | null }) {
	const state = status === null ? 'failed' : status < 300 ? 'succeeded' : 'refused';
	return (
		<span class={`state state-${state}`}>
			<span class="visually-hidden">Status </span>
			{status ?? 'none'}
		</span>
	);
}

function Headers({ headers, label }: { readonly headers: HeaderList; readonly label: string }) {
	return headers.length === 0 ? null : (
		<dl class="headers" aria-label={label}>
			{headers.map(([name, value], index) => (
				<div key={index}>
					<dt>{name}</dt>
					<dd class="break">{value}</dd>
				</div>
			))}
		</dl>
	);
}

function Body({ text, isCut, label }: { readonly text: string; readonly isCut: boolean; readonly label: string }) {
	return (
		<>
			<pre class="body" tabIndex={0} aria-label={label}>
				{text === '' ? '(empty)' : pretty(text)}
			</pre>
			{isCut && <p class="note">The rest is not kept.</p>}
		</>
	);
}

/** JSON with its levels, so that it can be read; the size above is that of what was sent. */
function pretty(text: string): string {
	try {
		return JSON.stringify(JSON.parse(text), null, 2);
	} catch {
		return text;
	}
}

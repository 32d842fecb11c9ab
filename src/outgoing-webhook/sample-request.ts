import { createHmac } from 'crypto';

/** Published with the test vectors of teams.md A.3 (bytes 0 to 31): nobody may use it for a webhook. */
const DEMO_BYTES = Buffer.from(Array.from({ length: 32 }, (_, index) => index));

const BODY = '{"type":"message","text":"ping"}';

/** A signed request to compare one's own with. It is made with a public demo token, never with one that is in use. */
interface SampleRequest {
	readonly securityToken: string;
	readonly body: string;
	readonly headers: { readonly authorization: string; readonly 'content-type': string };
}

/** The request that Teams would send for a body of one line, signed as teams.md A.3 describes. */
export function sampleRequest(): SampleRequest {
	const mac = createHmac('sha256', DEMO_BYTES).update(BODY, 'utf8').digest('base64');
	return {
		securityToken: DEMO_BYTES.toString('base64'),
		body: BODY,
		headers: { authorization: `HMAC ${mac}`, 'content-type': 'application/json; charset=utf-8' },
	};
}

import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import type { PostedSubmission } from '../../src/connector/submission';
import type { TokenPurpose, ConnectorTokenVerdict } from '../../src/connector/tokens';
import type { Settings } from '../../src/connector/wire';
import type { ErrorCode } from '../../src/errors';
import type { ConnectorSettings } from './settings';

import { caught } from '../../src/caught';
import { readSettings } from '../../src/connector/settings';
import { signToken, verifyToken } from '../../src/connector/tokens';
import { parseDestination } from '../../src/incoming-webhook/destination/destination';
import { isAllowed } from '../../src/outgoing-webhook/allow-list';
import { createSeenMessages } from '../../src/outgoing-webhook/seen-messages';
import { scopeOf } from './setup';

/** States that were used in this process; bounded, and lost when n8n reloads the package or ends. */
const used = createSeenMessages(Date.now);

/** Why a submission starts nothing, and what the page says. */
export interface Refused {
	readonly ok: false;
	readonly code: ErrorCode;
	readonly status: number;
	readonly reason: string;
	readonly fields?: Readonly<Record<string, string>>;
}

/**
 * A submission that starts the workflow. `keptId` is the id that the host keeps, once all is well, instead of the one
 * it sent; `undefined` for a removal.
 */
interface Admitted {
	readonly ok: true;
	readonly json: IDataObject;
	readonly keptId: string | undefined;
}

const STATE_REFUSED: Refused = {
	ok: false,
	code: 'connector-state-refused',
	status: 403,
	reason: 'The page was open for too long, or was used twice. Close it and open it again.',
};

const ENTITY_REFUSED: Refused = {
	ok: false,
	code: 'connector-entity-refused',
	status: 403,
	reason: 'This connection is not known here. Remove it and set it up again.',
};

const URL_REFUSED: Refused = {
	ok: false,
	code: 'connector-url-refused',
	status: 400,
	reason:
		"The app that shows this page did not supply one of Microsoft's webhook URLs, so nothing could be sent to this connection.",
};

const TENANT_REFUSED: Refused = {
	ok: false,
	code: 'connector-tenant-refused',
	status: 403,
	reason: 'This organisation is not allowed to use this connection.',
};

/**
 * Judges a submission: state, entity id, settings, webhook URL, tenant. Only a submission that passes all of them uses
 * up its state, and only then is an item made. The webhook URL in the item is what this trigger exists for.
 */
export function admitSubmission(
	context: IWebhookFunctions,
	settings: ConnectorSettings,
	posted: PostedSubmission,
): Admitted | Refused {
	const state = verify(context, settings, { token: posted.state, purpose: posted.action });
	if (!state.ok) return STATE_REFUSED;
	const entity = verify(context, settings, {
		token: posted.entityId,
		purpose: posted.action === 'created' ? 'pending' : 'entity',
	});
	if (!entity.ok || (posted.action === 'created') !== (entity.id === state.id)) return ENTITY_REFUSED;
	const values = settingsOf(settings, posted);
	if (!values.ok) return values;
	if (!isWebhookUrl(posted)) return URL_REFUSED;
	if (!isAllowed(settings.tenants, [posted.unverified.tenant.id])) return TENANT_REFUSED;
	const { workflowId, nodeId } = scopeOf(context);
	if (used.note(`${workflowId}/${nodeId}/${state.id}`, state.leftMs)) return STATE_REFUSED;
	return {
		ok: true,
		json: toJson(posted, { entityId: entity.id, settings: values.value }),
		keptId: posted.action === 'removed' ? undefined : signId(context, settings, entity.id),
	};
}

function verify(
	context: IWebhookFunctions,
	{ key }: ConnectorSettings,
	{ token, purpose }: { readonly token: string; readonly purpose: TokenPurpose },
): ConnectorTokenVerdict {
	return verifyToken(key, token, { scope: scopeOf(context), purpose, nowMs: Date.now() });
}

/** A removal does not have to fill in fields that were added later. */
function settingsOf(
	{ fields }: ConnectorSettings,
	{ action, settings, configName }: PostedSubmission,
): { readonly ok: true; readonly value: Settings } | Refused {
	const read = readSettings(fields, settings);
	if (action === 'removed') return { ok: true, value: read.ok ? read.value : {} };
	if (read.ok && configName !== '') return { ok: true, value: read.value };
	const problems = { ...(configName === '' ? { _name: 'Fill this in.' } : {}), ...(read.ok ? {} : read.problems) };
	return {
		ok: false,
		code: 'connector-settings-invalid',
		status: 400,
		reason: 'Check the marked fields.',
		fields: problems,
	};
}

/** A host that removes a subscription may no longer know its URL. */
function isWebhookUrl({ action, webhookUrl }: PostedSubmission): boolean {
	if (action === 'removed' && webhookUrl === '') return true;
	return caught(() => parseDestination(webhookUrl, '')).ok;
}

function toJson(
	{ action, webhookUrl, configName, unverified }: PostedSubmission,
	{ entityId, settings }: { readonly entityId: string; readonly settings: Settings },
): IDataObject {
	const url = webhookUrl === '' ? null : parseDestination(webhookUrl, '').url;
	return { event: action, webhookUrl: url, entityId, configName, settings, unverified };
}

function signId(context: IWebhookFunctions, { key }: ConnectorSettings, id: string): string {
	return signToken(key, { scope: scopeOf(context), purpose: 'entity', id, nowMs: Date.now() });
}

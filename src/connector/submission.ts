import type { JsonObject } from '../json';
import type { ConnectorAction, ReportedContext } from './wire';

import { isPlainObject } from '../json';
import { CONNECTOR_NAME_MAX_CHARACTERS, URL_MAX_CHARACTERS } from '../limits';

/** A posted body with the right types. It is not trusted yet, and `settings` is not checked at all. */
export interface PostedSubmission {
	readonly action: ConnectorAction;
	readonly state: string;
	readonly entityId: string;
	readonly webhookUrl: string;
	readonly configName: string;
	readonly settings: unknown;
	readonly unverified: ReportedContext;
}

const ACTIONS: readonly ConnectorAction[] = ['created', 'updated', 'removed'];

/** Ids, names and zones are shorter; anything longer does not come from Teams. */
const REPORTED_MAX_CHARACTERS = 300;

const CONTROL = /[\p{Cc}\u2028\u2029]/gu;

/** Reads the body of a POST; `undefined` if it is not ours. Members are taken one by one, so that no others can slip in. */
export function parseSubmission(body: unknown): PostedSubmission | undefined {
	const row = rowOf(body);
	const action = actionOf(row.action);
	const { state, entityId, webhookUrl, configName } = row;
	if (action === undefined || typeof state !== 'string' || typeof entityId !== 'string') return undefined;
	if (typeof webhookUrl !== 'string' || webhookUrl.length > URL_MAX_CHARACTERS || typeof configName !== 'string')
		return undefined;
	const name = configName.replace(CONTROL, ' ').trim();
	if (name.length > CONNECTOR_NAME_MAX_CHARACTERS) return undefined;
	return {
		action,
		state,
		entityId,
		webhookUrl,
		configName: name,
		settings: row.settings,
		unverified: contextOf(row.context),
	};
}

/** The action that a page asks a state for; `undefined` for anything else. */
export function actionOf(value: unknown): ConnectorAction | undefined {
	return ACTIONS.find((action) => action === value);
}

function contextOf(value: unknown): ReportedContext {
	const context = rowOf(value);
	const [user, tenant, team, channel, host] = [
		context.user,
		context.tenant,
		context.team,
		context.channel,
		context.host,
	].map(rowOf);
	return {
		user: { id: reported(user?.id), principalName: reported(user?.principalName) },
		tenant: { id: reported(tenant?.id) },
		team: { id: reported(team?.id), name: reported(team?.name) },
		channel: { id: reported(channel?.id), name: reported(channel?.name) },
		host: { name: reported(host?.name), clientType: reported(host?.clientType) },
		appType: reported(context.appType),
		locale: reported(context.locale),
		timeZone: reported(context.timeZone),
	};
}

function reported(value: unknown): string | null {
	if (typeof value !== 'string' || value === '' || value.length > REPORTED_MAX_CHARACTERS) return null;
	return value.replace(CONTROL, ' ');
}

/** The object without inherited members; an empty one for anything that is not an object. */
function rowOf(value: unknown): JsonObject {
	return isPlainObject(value) ? (Object.assign(Object.create(null), value) as JsonObject) : {};
}

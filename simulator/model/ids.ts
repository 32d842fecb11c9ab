import { randomBytes, randomInt, randomUUID } from 'node:crypto';

/** Tenant of the simulator: an id from the reference that belongs to nobody. */
export const TENANT_ID = 'aaaabbbb-cccc-4ddd-8eee-ffff00001111';

/** A short id for things that only the simulator knows. */
export function newId(): string {
	return randomBytes(8).toString('hex');
}

/** An id as newer teams and their channels have it (teams.md A.4). */
export function newThreadId(): string {
	return `19:${randomBytes(16).toString('hex')}@thread.tacv2`;
}

/** 44 characters of Base64 for 32 bytes (teams.md A.3). */
export function newSecurityToken(): string {
	return randomBytes(32).toString('base64');
}

/** A run id as Workflows gives it in `x-ms-workflow-run-id`. */
export function newRunId(): string {
	const digits = Array.from({ length: 26 }, () => randomInt(10)).join('');
	return `085${digits}CU${String(randomInt(100)).padStart(2, '0')}`;
}

/** Path and query of a flow's URL (teams.md C.1); that for signed-in callers has no `sig`. */
export function newFlowPath(access: 'anyone' | 'tenant'): string {
	const path = `/powerautomate/automations/direct/workflows/${randomBytes(16).toString('hex')}/triggers/manual/paths/invoke`;
	const query =
		access === 'tenant'
			? 'api-version=1'
			: `api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=${randomBytes(32).toString('base64url')}`;
	return `${path}?${query}`;
}

/** Path of a connector's URL, as it has been since the refresh of January 2025 (teams.md B.1). */
export function newConnectorPath(): string {
	return `/webhookb2/${randomUUID()}@${TENANT_ID}/IncomingWebhook/${randomBytes(16).toString('hex')}/${randomUUID()}/V2${randomBytes(24).toString('base64url')}`;
}

/** The `ContextId` in the sentence that a connector answers with (teams.md B.2). */
export function newContextId(): string {
	return `tcid=${randomBytes(8).readBigUInt64BE().toString()},server=SIMULATOR,cv=${randomBytes(12).toString('base64url')}.0`;
}

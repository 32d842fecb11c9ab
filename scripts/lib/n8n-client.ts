import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

/** n8n tries to publish for about 15 s before it gives up. */
const PUBLISH_TIMEOUT_MS = 60_000;

/** How long executions may go on after their workflow was unpublished. */
const SETTLE_TIMEOUT_MS = 60_000;

/** How long until an execution that a trigger has started shows up in the list. */
const SETTLE_MS = 300;

/**
 * Every status of an execution. A list that names them is one query; without them n8n 2.41 reads running and ended
 * executions in two queries at once, and one that ends between them is in neither.
 */
const EXECUTION_STATUSES = ['canceled', 'crashed', 'error', 'new', 'running', 'success', 'unknown', 'waiting'];

/** A workflow as its JSON file holds it. */
export interface WorkflowFile {
	readonly name: string;
	readonly nodes: ReadonlyArray<{
		readonly name: string;
		readonly type: string;
		readonly parameters: Record<string, unknown>;
		readonly credentials?: unknown;
		readonly webhookId?: string;
	}>;
	readonly connections: unknown;
	readonly settings?: unknown;
}

/** How publishing ended; `detail` is what n8n says about it. */
interface Publication {
	readonly status: string;
	readonly detail: string;
}

/** A signed-in session with n8n's internal REST API, as its editor uses it. */
export class N8nClient {
	readonly email = 'owner@example.com';

	private cookie = '';

	/** The password of the owner is random unless it is given. */
	constructor(
		readonly baseUrl: string,
		readonly password: string = newPassword(),
	) {}

	/** Creates the owner of a fresh instance and signs in. */
	async signUp(): Promise<void> {
		this.keepCookie(
			await this.fetch('POST', '/rest/owner/setup', {
				email: this.email,
				firstName: 'Demo',
				lastName: 'Owner',
				password: this.password,
			}),
		);
	}

	/** Signs in as the owner that {@link signUp} has created. */
	async signIn(): Promise<void> {
		this.keepCookie(
			await this.fetch('POST', '/rest/login', { emailOrLdapLoginId: this.email, password: this.password }),
		);
	}

	/** The cookie of the session, as name=value. */
	session(): string {
		return this.cookie;
	}

	/** Stores a credential and returns what a node needs to refer to it. */
	async createCredential(
		name: string,
		type: string,
		data: Record<string, unknown>,
	): Promise<{ id: string; name: string }> {
		const { id } = await this.request<{ id: string }>('POST', '/rest/credentials', { name, type, data });
		return { id, name };
	}

	/** Replaces the data of a credential. */
	async updateCredential(id: string, name: string, type: string, data: Record<string, unknown>): Promise<void> {
		await this.request('PATCH', `/rest/credentials/${id}`, { id, name, type, data });
	}

	/** Runs the credential test as the editor's Save does. */
	async testCredential(
		name: string,
		type: string,
		data: Record<string, unknown>,
	): Promise<{ status: string; message: string }> {
		return await this.request('POST', '/rest/credentials/test', { credentials: { id: '', name, type, data } });
	}

	/**
	 * Imports a workflow, with credentials put into the nodes of the given types, and publishes it. A refusal is
	 * `failed`: newer versions of n8n report it after the call, older ones answer 400.
	 */
	async publish(
		file: WorkflowFile,
		credentials: Readonly<Record<string, unknown>>,
	): Promise<Publication & { id: string }> {
		const nodes = file.nodes.map((node) => ({
			...node,
			...(node.type in credentials ? { credentials: credentials[node.type] } : {}),
		}));
		const body = {
			name: file.name,
			nodes,
			connections: file.connections,
			settings: file.settings ?? { executionOrder: 'v1' },
		};
		const { id, versionId } = await this.request<{ id: string; versionId: string }>('POST', '/rest/workflows', body);
		const activated = await this.fetch(
			'POST',
			`/rest/workflows/${id}/activate`,
			{ versionId, name: '', description: '' },
			[400, 404],
		);
		if (activated.status === 400) return { id, status: 'failed', detail: await activated.text() };
		if (activated.status === 404) await this.request('PATCH', `/rest/workflows/${id}`, { active: true, versionId });
		return { id, ...(await this.publication(id)) };
	}

	/** Waits for the end of publishing. Older versions publish within the activate call and have no such status. */
	private async publication(id: string): Promise<Publication> {
		const endMs = Date.now() + PUBLISH_TIMEOUT_MS;
		for (;;) {
			const response = await this.fetch('GET', `/rest/workflows/${id}/publication-status`, undefined, [404]);
			if (response.status === 404) return { status: 'published', detail: '' };
			const { data } = (await response.json()) as { data: { status: string } };
			if (data.status !== 'in_progress' || Date.now() > endMs)
				return { status: data.status, detail: JSON.stringify(data) };
			await delay(100);
		}
	}

	/** The newest executions of a workflow, newest first. */
	async executions(workflowId: string): Promise<ReadonlyArray<{ id: string; status: string }>> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId, status: EXECUTION_STATUSES }));
		const { results } = await this.request<{ results: Array<{ id: string; status: string }> }>(
			'GET',
			`/rest/executions?filter=${filter}&limit=100`,
		);
		return results;
	}

	/** Every execution of a workflow, page by page. */
	async allExecutions(workflowId: string): Promise<ReadonlyArray<{ id: string; status: string }>> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId, status: EXECUTION_STATUSES }));
		const all = new Map<string, { id: string; status: string }>();
		let cursor: string | null | undefined = '';
		while (typeof cursor === 'string') {
			const page: { results: Array<{ id: string; status: string }>; nextCursor?: string | null } = await this.request(
				'GET',
				`/rest/executions?filter=${filter}&limit=100${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
			);
			for (const execution of page.results) all.set(execution.id, execution);
			cursor = page.nextCursor;
		}
		return [...all.values()];
	}

	/** Stops an execution, as the editor's button does; one that has ended in the meantime is left alone. */
	async stopExecution(id: string): Promise<void> {
		await this.fetch('POST', `/rest/executions/${id}/stop`, {}, [404, 500]);
	}

	/** Runs a failed execution again from the failed node, as the editor's button does; returns the new one's id. */
	async retryExecution(id: string): Promise<string> {
		const started = await this.request<{ id?: string; executionId?: string }>('POST', `/rest/executions/${id}/retry`, {
			loadWorkflow: false,
		});
		return started.id ?? started.executionId ?? '';
	}

	/** One execution with its data, which n8n stores as flatted text. */
	async executionData(id: string): Promise<string> {
		return (await this.request<{ data: string }>('GET', `/rest/executions/${id}`)).data;
	}

	/** One call of the REST API; returns the `data` of its answer. Throws with the status and body of a refusal. */
	async request<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await this.fetch(method, path, body);
		return ((await response.json()) as { data: T }).data;
	}

	/** Starts a workflow at one of its triggers, as the button of the editor does. */
	async runByHand(id: string, trigger: string): Promise<void> {
		await this.request('POST', `/rest/workflows/${id}/run`, { triggerToStartFrom: { name: trigger } });
	}

	/** Unpublishes a workflow, and waits for what its triggers have started: nothing more comes from it afterwards. */
	async unpublish(id: string): Promise<void> {
		await this.request('POST', `/rest/workflows/${id}/deactivate`, {});
		const endMs = Date.now() + SETTLE_TIMEOUT_MS;
		for (let count = -1; ; ) {
			const executions = await this.executions(id);
			const isSettled = executions.every(({ status }) => !['new', 'running', 'waiting'].includes(status));
			if (isSettled && executions.length === count) return;
			if (Date.now() > endMs) throw new Error(`executions of the workflow ${id} do not end`);
			count = executions.length;
			await delay(SETTLE_MS);
		}
	}

	private keepCookie(response: Response): void {
		this.cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
		if (this.cookie === '') throw new Error('n8n gave no session cookie');
	}

	private async fetch(
		method: string,
		path: string,
		body?: unknown,
		accepted: readonly number[] = [],
	): Promise<Response> {
		const headers = { 'content-type': 'application/json', ...(this.cookie === '' ? {} : { cookie: this.cookie }) };
		const response = await fetch(this.baseUrl + path, {
			method,
			headers,
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		if (!response.ok && !accepted.includes(response.status))
			throw new Error(`n8n answered ${response.status} to ${method} ${path}: ${(await response.text()).slice(0, 500)}`);
		return response;
	}
}

/** A password that n8n accepts: upper-case and lower-case letters and a digit. */
export function newPassword(): string {
	return `Demo-${randomBytes(12).toString('base64url')}-1A`;
}

import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { PostAnswer, PostFailure, PostRequest, Transport } from '../../src/ports';

/** What n8n's database and Teams hold: it survives a process that is gone. */
export interface Outside {
	keys: readonly string[];
	/** How often each text was taken. */
	readonly taken: Map<string, number>;
}

/** Creates an outside in which nothing has happened. */
export function createOutside(): Outside {
	return { keys: [], taken: new Map() };
}

/** What happens at the n-th wait of a process, counted over everything it asks of others. */
export interface Fault {
	readonly at: number;
	/** `fails`: this one call; `moment`: the database at this wait and the five after it; `gone`: the database from here on. */
	readonly kind: 'crash' | 'fails' | 'moment' | 'gone';
}

/** One execution of Send in a process of its own. */
export interface SeamRun {
	/** What came of each item, as its output says; `undefined` if the process was gone. */
	readonly items: readonly IDataObject[] | undefined;
	readonly waits: number;
}

/** The node as it was set up. `urls` are given to the items in turn. */
export interface SeamNode {
	readonly texts: readonly string[];
	readonly urls: readonly string[];
	readonly withKey: boolean;
	readonly pace: 'limits' | 'off';
	readonly retryOnFail: boolean;
	/** The database is slow, and Teams is slow for the first messages only: all keys have been looked up by then. */
	readonly isStoreSlow?: boolean;
	/** In seconds; five where absent. */
	readonly maxWait?: number;
}

class Seams {
	waits = 0;

	isOver = false;

	readonly over: Promise<void>;

	private end = (): void => undefined;

	constructor(
		private readonly fault: Fault,
		private readonly storeTurns: number,
	) {
		this.over = new Promise((resolve) => (this.end = resolve));
	}

	/** False if what follows does not succeed. */
	async pass(): Promise<boolean> {
		this.waits += 1;
		const isFault = this.waits === this.fault.at;
		if (isFault && this.fault.kind === 'crash') {
			this.isOver = true;
			this.end();
		}
		await Promise.resolve();
		// A process that is gone answers nobody.
		if (this.isOver) await new Promise(() => undefined);
		return !isFault || this.fault.kind === 'moment' || this.fault.kind === 'gone';
	}

	/** Takes `times` as long as one call of the database. */
	async lag(times: number): Promise<void> {
		for (let turn = 0; turn < times * this.storeTurns; turn += 1) await Promise.resolve();
	}

	async passStore(): Promise<void> {
		await this.lag(1);
		const isUp = await this.pass();
		const { at, kind } = this.fault;
		const isDown = this.waits >= at && (kind === 'gone' || (kind === 'moment' && this.waits < at + 6));
		if (!isUp || isDown) throw new Error('Connection terminated unexpectedly');
	}
}

const PROCESSES = { count: 0 };

/** Runs Send until it ends, with Retry On Fail as n8n does it, or until its process is gone. */
export async function runSend(
	sendItems: (context: IExecuteFunctions) => Promise<Array<{ json: IDataObject }>>,
	node: SeamNode,
	outside: Outside,
	fault: Fault = { at: 0, kind: 'crash' },
): Promise<SeamRun> {
	const seams = new Seams(fault, node.isStoreSlow === true ? 60 : 0);
	const data: IDataObject = {};
	const execution = `p${(PROCESSES.count += 1)}`;
	let items: readonly IDataObject[] | undefined;
	for (let tries = 0; tries < (node.retryOnFail ? 3 : 1); tries += 1) {
		const isLast = tries === (node.retryOnFail ? 2 : 0);
		const sent = sendItems(contextOf({ node, outside, seams, data, execution, isLast }));
		items = await Promise.race([
			sent.then((output) => output.map(({ json }) => json)),
			seams.over.then(() => undefined),
		]).catch(() => []);
		if (items === undefined || items.length > 0) break;
	}
	return { items, waits: seams.waits };
}

interface Parts {
	readonly node: SeamNode;
	readonly outside: Outside;
	readonly seams: Seams;
	readonly data: IDataObject;
	readonly execution: string;
	/** n8n's last try goes on with what failed, so every item says what came of it. */
	readonly isLast: boolean;
}

/** Everything that Send asks of n8n: it uses nothing that is not here. */
function contextOf({ node, outside, seams, data, execution, isLast }: Parts): IExecuteFunctions {
	const parameters = (index: number): IDataObject => ({
		text: node.texts[index],
		options: {
			pace: node.pace,
			maxWait: node.maxWait ?? 5,
			...(node.withKey ? { sendOnceKey: node.texts[index] } : {}),
		},
	});
	const context = {
		transport: transportOf(outside, seams),
		continueOnFail: () => isLast,
		getContext: () => data,
		getCredentials: async (_type: string, index: number) => {
			await seams.passStore();
			return { webhookUrl: node.urls[index % node.urls.length] };
		},
		getExecutionCancelSignal: () => undefined,
		getExecutionId: () => execution,
		getInputData: () => node.texts.map(() => ({ json: {} })),
		getNode: () => ({ id: 'n', name: 'Send', type: 'teamsWebhook', retryOnFail: node.retryOnFail, parameters: {} }),
		getNodeParameter: (name: string, index: number, fallback: unknown) => parameters(index)[name] ?? fallback,
		// A process of its own knows nothing of the others: what is kept per workflow begins empty.
		getWorkflow: () => ({ id: execution }),
		getTimezone: () => 'UTC',
		getWorkflowDataProxy: () => ({ $runIndex: 0 }),
		helpers: storeOf(outside, seams),
		logger: { info: () => undefined },
	};
	return context as unknown as IExecuteFunctions;
}

function storeOf(outside: Outside, seams: Seams) {
	const change = async <Result>(
		work: (keys: readonly string[]) => { readonly keys: readonly string[]; readonly result: Result },
	): Promise<Result> => {
		await seams.passStore();
		const { keys, result } = work(outside.keys);
		await seams.passStore();
		outside.keys = keys;
		await seams.passStore();
		return result;
	};
	return {
		checkProcessedAndRecord: async (values: string[]) =>
			await change((keys) => ({
				keys: [...keys, ...values.filter((value) => !keys.includes(value))],
				result: {
					new: values.filter((value) => !keys.includes(value)),
					processed: values.filter((value) => keys.includes(value)),
				},
			})),
		removeProcessed: async (values: string[]) =>
			await change((keys) => ({ keys: keys.filter((key) => !values.includes(key)), result: undefined })),
	};
}

function transportOf({ taken }: Outside, seams: Seams): Transport {
	return {
		engine: 'undici',
		async post({ body }: PostRequest): Promise<PostAnswer | PostFailure> {
			if (taken.size === 0) await seams.lag(30);
			if (!(await seams.pass()))
				return { kind: 'failure', sent: 'no', reason: 'connection-failed', cause: 'ECONNREFUSED' };
			const text = /m\d+/.exec(body)?.[0] ?? '';
			taken.set(text, (taken.get(text) ?? 0) + 1);
			if (!(await seams.pass()))
				return { kind: 'failure', sent: 'unknown', reason: 'connection-lost', cause: 'ECONNRESET' };
			return { kind: 'answer', status: 202, headers: {}, body: '' };
		},
	};
}

/** Works through jobs in queues: in one queue in order, a few at a time; queues never wait for each other. */
export interface Queues<Job extends object> {
	/** Adds a job; it begins once the work has been started and its queue has room. */
	add(queue: string, job: Job): void;
	/** Begins with what has been added so far; what comes later begins as it comes. */
	start(): void;
	/** Starts what has not been started, and resolves when every job is done. Rejects with the first error of `work`; the other jobs are done first. */
	end(): Promise<void>;
}

interface Queue<Job> {
	jobs: Job[];
	/** The first of `jobs` that has not begun. */
	next: number;
	workers: number;
}

/** Chosen: jobs that are done are dropped from a queue in such portions. */
const DROP_AT = 512;

/**
 * Creates queues in which at most `width` jobs are worked on at once. A job that waits takes the room of its entry and
 * nothing more, so that very many may wait.
 */
export function createQueues<Job extends object>({
	width,
	work,
}: {
	readonly width: number;
	readonly work: (job: Job) => Promise<void>;
}): Queues<Job> {
	const queues = new Map<string, Queue<Job>>();
	const workers = new Set<Promise<void>>();
	const errors: unknown[] = [];
	let isStarted = false;
	const drain = async (queue: Queue<Job>): Promise<void> => {
		for (let job = take(queue); job !== undefined; job = take(queue))
			await work(job).catch((error: unknown) => void errors.push(error));
		queue.workers -= 1;
	};
	const hire = (queue: Queue<Job>): void => {
		while (queue.workers < width && queue.next < queue.jobs.length) {
			queue.workers += 1;
			const worker = drain(queue).finally(() => workers.delete(worker));
			workers.add(worker);
		}
	};
	const start = (): void => {
		isStarted = true;
		for (const queue of queues.values()) hire(queue);
	};
	return {
		add(name, job) {
			const queue = queues.get(name) ?? { jobs: [], next: 0, workers: 0 };
			queues.set(name, queue);
			queue.jobs.push(job);
			if (isStarted) hire(queue);
		},
		start,
		async end() {
			start();
			await Promise.all(workers);
			if (errors.length > 0) throw errors[0];
		},
	};
}

function take<Job>(queue: Queue<Job>): Job | undefined {
	const job = queue.jobs[queue.next];
	if (job === undefined) return undefined;
	queue.next += 1;
	if (queue.next >= DROP_AT) {
		queue.jobs = queue.jobs.slice(queue.next);
		queue.next = 0;
	}
	return job;
}

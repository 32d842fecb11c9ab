/** Works through jobs in queues: in order within a queue, a few at a time; queues never wait for each other. */
export interface Queues<Job extends object> {
	/** Adds a job; it begins once the work has been started and its queue has room. */
	add(queue: string, job: Job): void;
	/** Starts the jobs that have been added; later ones start as they are added. */
	start(): void;
	/** Starts the remaining jobs, and resolves when all are done. Rejects with the first error of `work`, after the other jobs are done. */
	end(): Promise<void>;
}

interface Queue<Job> {
	jobs: Job[];
	/** The first of `jobs` that has not begun. */
	next: number;
	workers: number;
}

/** Chosen: finished jobs are dropped from a queue in portions of this size. */
const DROP_AT = 512;

/**
 * Creates queues in which at most `width` jobs run at once. A waiting job takes only the memory of its entry, so very
 * many can wait.
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

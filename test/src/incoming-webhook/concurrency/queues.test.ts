import { createQueues } from '../../../../src/incoming-webhook/concurrency/queues';

interface Job {
	readonly queue: string;
	readonly name: number;
}

/** Queues whose jobs end when they are told to, and what has begun so far. */
function queuesOf(width: number) {
	const begun: string[] = [];
	const ends = new Map<string, () => void>();
	const queues = createQueues<Job>({
		width,
		work: async ({ queue, name }) => {
			begun.push(`${queue}${name}`);
			await new Promise<void>((resolve) => ends.set(`${queue}${name}`, resolve));
		},
	});
	const add = (queue: string, ...names: readonly number[]) =>
		names.forEach((name) => queues.add(queue, { queue, name }));
	const end = async (...jobs: readonly string[]) => {
		jobs.forEach((job) => ends.get(job)?.());
		await new Promise((resolve) => setImmediate(resolve));
	};
	return { queues, begun, add, end };
}

describe('queues', () => {
	it('begin nothing before they are started', async () => {
		const { queues, begun, add, end } = queuesOf(2);
		add('a', 0, 1, 2);
		await end();
		expect(begun).toEqual([]);
		queues.start();
		expect(begun).toEqual(['a0', 'a1']);
	});

	it('work in order, a few at a time, and do not wait for each other', async () => {
		const { queues, begun, add, end } = queuesOf(1);
		queues.start();
		add('a', 0, 1);
		add('b', 0);
		expect(begun).toEqual(['a0', 'b0']);
		await end('b0');
		add('b', 1);
		expect(begun).toEqual(['a0', 'b0', 'b1']);
		await end('a0');
		expect(begun).toEqual(['a0', 'b0', 'b1', 'a1']);
	});

	it('take a job that comes when they have run empty', async () => {
		const { queues, begun, add, end } = queuesOf(1);
		queues.start();
		add('a', 0);
		await end('a0');
		await end();
		add('a', 1);
		expect(begun).toEqual(['a0', 'a1']);
		await end('a1');
		await queues.end();
	});

	it('end when every job is done', async () => {
		const { queues, add, end } = queuesOf(3);
		add('a', 0, 1, 2, 3);
		let isOver = false;
		const over = queues.end().then(() => (isOver = true));
		await end('a0', 'a1', 'a2');
		expect(isOver).toBe(false);
		await end('a3');
		await over;
	});

	it('keep the order of very many', async () => {
		const done: number[] = [];
		const queues = createQueues<{ readonly name: number }>({
			width: 1,
			work: async ({ name }) => void done.push(await Promise.resolve(name)),
		});
		const names = Array.from({ length: 5_000 }, (_, name) => name);
		for (const name of names) queues.add('a', { name });
		await queues.end();
		expect(done).toEqual(names);
	});

	it('do the other jobs before an error is reported', async () => {
		const done: number[] = [];
		const work = async ({ name }: Job) => {
			if (name === 0) throw new Error('no');
			done.push(await Promise.resolve(name));
		};
		const queues = createQueues<Job>({ width: 1, work });
		for (const name of [0, 1, 2]) queues.add('a', { queue: 'a', name });
		await expect(queues.end()).rejects.toThrow('no');
		expect(done).toEqual([1, 2]);
	});
});

import type { QueueServices } from '../../../../scripts/lib/services';
import type { Disk } from '../disk';
import type { WayOut } from '../gateway';
import type { ProductionN8n } from '../production-n8n';
import type { CrashKind } from './counts';

/** What a fault is done to. */
export interface Struck {
	readonly production: ProductionN8n;
	readonly services: QueueServices;
	readonly wayOut: WayOut;
	/** Where Postgres keeps its data; `undefined` where no fault fills it. */
	readonly disk: Disk | undefined;
	/** Moves the clock of every n8n process so many seconds away from the right time. */
	readonly setClock: (seconds: number) => Promise<void>;
}

/** One thing that goes wrong. */
export interface Fault {
	/** What is said about it while it happens. */
	readonly says: string;
	readonly strike: (struck: Struck) => Promise<void> | void;
	/** Ends it, after a time between the two of `lastsMs`; absent where n8n's keeper does. */
	readonly mend?: (struck: Struck) => Promise<void> | void;
	readonly lastsMs?: readonly [least: number, most: number];
	/** n8n needs a while to see that its database is back. */
	readonly losesDatabase?: true;
	/** Answers of Teams are lost on the way, so that nobody knows what was taken. */
	readonly losesAnswers?: true;
}

/** Chosen: how long a store is away. */
const AWAY_MS = [300, 3_000] as const;

/** Chosen: how long the network and the disk are in trouble. */
const TROUBLE_MS = [2_000, 10_000] as const;

/** Chosen: later than Teams' answers ever are, and within the default of *Timeout*. */
const SLOW_MS = 5_000;

/** Twice the age at which messages are too old (`MESSAGE_MAX_AGE_MINUTES`). */
const CLOCK_STEP_S = 600;

/** Everything that can go wrong, by its name in the tables. */
export const FAULTS: Readonly<Record<Exclude<CrashKind, 'nothing'>, Fault>> = {
	worker: { says: 'killing the worker', strike: async ({ production }) => await production.kill('worker') },
	main: { says: 'killing main', strike: async ({ production }) => await production.kill('main') },
	webhook: {
		says: 'killing the webhook processor',
		strike: async ({ production }) => await production.kill('webhook'),
	},
	'worker-stop': {
		says: 'stopping the worker',
		strike: async ({ production }) => await production.terminate('worker'),
	},
	'main-stop': { says: 'stopping main', strike: async ({ production }) => await production.terminate('main') },
	'webhook-stop': {
		says: 'stopping the webhook processor',
		strike: async ({ production }) => await production.terminate('webhook'),
	},
	redis: {
		says: 'killing Redis',
		strike: async ({ services }) => await services.kill('redis'),
		mend: async ({ services }) => await services.restart('redis'),
		lastsMs: AWAY_MS,
	},
	postgres: {
		says: 'killing Postgres',
		strike: async ({ services }) => await services.kill('postgres'),
		mend: async ({ services }) => await services.restart('postgres'),
		lastsMs: AWAY_MS,
		losesDatabase: true,
	},
	'network-cut': {
		says: 'cutting every connection to Teams',
		strike: ({ wayOut }) => wayOut.cut(true),
		mend: ({ wayOut }) => wayOut.cut(false),
		lastsMs: TROUBLE_MS,
		losesAnswers: true,
	},
	'network-slow': {
		says: `holding back every answer of Teams for ${SLOW_MS} ms`,
		strike: ({ wayOut }) => wayOut.slow(SLOW_MS),
		mend: ({ wayOut }) => wayOut.slow(0),
		lastsMs: TROUBLE_MS,
	},
	'disk-full': {
		says: 'filling the disk of Postgres',
		strike: async ({ disk }) => await disk?.fill(),
		mend: async ({ disk, services }) => {
			await disk?.free();
			if (!services.isRunning('postgres')) await services.restart('postgres');
		},
		lastsMs: TROUBLE_MS,
		losesDatabase: true,
	},
	'clock-forward': {
		says: `setting the clock ${CLOCK_STEP_S} s forward`,
		strike: async ({ setClock }) => await setClock(CLOCK_STEP_S),
		mend: async ({ setClock }) => await setClock(0),
		lastsMs: TROUBLE_MS,
	},
	'clock-back': {
		says: `setting the clock ${CLOCK_STEP_S} s back`,
		strike: async ({ setClock }) => await setClock(-CLOCK_STEP_S),
		mend: async ({ setClock }) => await setClock(0),
		lastsMs: TROUBLE_MS,
	},
};

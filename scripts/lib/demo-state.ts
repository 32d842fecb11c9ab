import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { newPassword } from './n8n-client';
import { writePrivate } from './state-folder';
import { StepError } from './steps';

/** A credential of n8n, as a node points to it. */
export interface StoredCredential {
	readonly id: string;
	readonly name: string;
}

/** An example that has been published. */
export interface PublishedExample {
	readonly workflowId: string;
	/** Of an example that begins with a mention: its webhooks in the simulator. */
	readonly outgoingWebhookIds: readonly string[];
}

/** What the demo must know to continue where it stopped. */
export interface DemoState {
	/** Of the demo's owner in n8n: random per installation. */
	readonly password: string;
	/** n8n cannot read its credentials without it. */
	readonly encryptionKey: string;
	readonly examples: Readonly<Record<string, PublishedExample>>;
	readonly channel: StoredCredential;
	readonly destinations: StoredCredential;
	/** For the flow that asks callers to sign in. */
	readonly signIn: StoredCredential;
	/** For the model of the examples. */
	readonly model: StoredCredential;
}

/** What an earlier start left behind; before the sign-in and the model existed, there was no credential for them. */
export type EarlierDemo = Omit<DemoState, 'signIn' | 'model'> & Partial<Pick<DemoState, 'signIn' | 'model'>>;

/** What there is before anything is published. */
export type NewDemo = Pick<DemoState, 'password' | 'encryptionKey'>;

/** New secrets. */
export function newDemo(): NewDemo {
	return { password: newPassword(), encryptionKey: randomBytes(24).toString('hex') };
}

/** The state that a finished first start left behind; `undefined` if there was none. */
export async function readDemo(folder: string): Promise<EarlierDemo | undefined> {
	const file = join(folder, 'demo.json');
	if (!existsSync(file)) return undefined;
	const value = JSON.parse(await readFile(file, 'utf8')) as Partial<DemoState>;
	const { password, encryptionKey, examples, channel, destinations, signIn, model } = value;
	if (
		password === undefined ||
		encryptionKey === undefined ||
		examples === undefined ||
		channel === undefined ||
		destinations === undefined
	)
		throw new StepError(`${file} cannot be read.`, 'Start over: npm start -- --reset');
	return {
		password,
		encryptionKey,
		examples,
		channel,
		destinations,
		...(signIn === undefined ? {} : { signIn }),
		...(model === undefined ? {} : { model }),
	};
}

/** Written last: without this file a first start did not finish, and the next one deletes what it left behind. */
export async function writeDemo(folder: string, state: DemoState): Promise<void> {
	await writePrivate(join(folder, 'demo.json'), JSON.stringify(state, null, '\t'));
}

/** Deletes what an unfinished first start left behind. */
export async function dropHalfMade(folder: string): Promise<void> {
	for (const name of ['simulator', 'n8n']) await rm(join(folder, name), { recursive: true, force: true });
}

import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodePropertyOptions,
} from 'n8n-workflow';
import type { IncomingWebhook } from '../../shared/incoming-credential';

import { caught } from '../../../src/caught';
import { isDestinationName } from '../../../src/incoming-webhook/destination/named-destinations';
import { TeamsWebhookError } from '../../../src/errors';
import { readDestinations, readIncoming, readWebhook } from '../../shared/incoming-credential';
import { authenticationOf } from '../options/option-values';
import { createPatientReader } from './patient-reader';

/** The target of one message; the name of a single webhook URL is `null`. */
export interface SendTarget {
	readonly name: string | null;
	readonly webhook: IncomingWebhook;
}

/** A chosen target, or its error: a broken one does not affect the others. */
export type TargetChoice = ChosenTarget | { readonly ok: false; readonly error: unknown };

type ChosenTarget = { readonly ok: true; readonly target: SendTarget };

/** Says where messages go. Each method throws the errors of the credential. */
export interface TargetReader {
	/** The targets of one item: the webhook URL, or every chosen destination. Throws `destination-missing`. */
	targetsOf(itemIndex: number): Promise<readonly TargetChoice[]>;
	/** The target of a late reply: the webhook URL, or the destination of that channel. Throws `no-destination-for-channel`. */
	targetFor(channelId: string | null): Promise<SendTarget>;
}

type SingleReader = (data: ICredentialDataDecryptedObject) => IncomingWebhook;

/** How the credentials that hold one webhook URL are read, by the value of `authentication`. */
const SINGLE: Readonly<Record<string, { readonly type: string; readonly read: SingleReader }>> = {
	webhookUrl: { type: 'teamsIncomingWebhookApi', read: readIncoming },
	oAuth2: {
		type: 'teamsWorkflowsOAuth2Api',
		read: (data) => readWebhook(data, typeof data.webhookUrl === 'string' ? data.webhookUrl : ''),
	},
};

/** The names in the credential, for the list in the editor. */
export async function getDestinations(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return readDestinations(await this.getCredentials('teamsDestinationsApi')).map(({ name }) => ({ name, value: name }));
}

/** A reader for one execution; credentials without expressions are read and checked once. Its methods throw `option-invalid` for an unknown authentication. */
export function createTargetReader(context: IExecuteFunctions): TargetReader {
	const authentication = authenticationOf(context, 0);
	if (authentication === 'destinations') return namedReader(context);
	const single = Object.hasOwn(SINGLE, authentication) ? SINGLE[authentication] : undefined;
	if (single === undefined) return brokenReader(authentication);
	const read = createPatientReader(context, single.type);
	const judge = memoized((data): readonly [ChosenTarget] => [
		{ ok: true, target: { name: null, webhook: single.read(data) } },
	]);
	return {
		targetsOf: async (itemIndex) => judge(await read(itemIndex)),
		targetFor: async () => judge(await read(0))[0].target,
	};
}

function brokenReader(authentication: string): TargetReader {
	const refuse = async (): Promise<never> => {
		throw new TeamsWebhookError(
			'option-invalid',
			`Messages cannot be posted with the authentication "${authentication.slice(0, 40)}".`,
			'Choose another one from the list.',
		);
	};
	return { targetsOf: refuse, targetFor: refuse };
}

function namedReader(context: IExecuteFunctions): TargetReader {
	const read = createPatientReader(context, 'teamsDestinationsApi');
	const parse = memoized((data) =>
		readDestinations(data).map((entry) => ({
			...entry,
			read: onceOnly((): SendTarget => ({ name: entry.name, webhook: entry.read() })),
		})),
	);
	return {
		async targetsOf(itemIndex) {
			const names = namesIn(context.getNodeParameter('destination', itemIndex, []));
			if (names.length === 0)
				throw new TeamsWebhookError(
					'destination-missing',
					'This item does not have a destination.',
					'Choose one from the list, or check the expression: it returned nothing.',
				);
			const known = parse(await read(itemIndex));
			return names.map((name) => choose(name, known));
		},
		async targetFor(channelId) {
			const found = parse(await read(0)).find(
				(destination) => destination.channelId !== null && destination.channelId === channelId,
			);
			if (found !== undefined) return found.read();
			throw new TeamsWebhookError(
				'no-destination-for-channel',
				'The credential does not have a destination for the channel of this mention, so the late reply was not posted.',
				'Add an entry with the ID of that channel (channel.id in the output of the trigger) to the credential.',
			);
		},
	};
}

interface KnownDestination {
	readonly name: string;
	/** Throws if the destination cannot be used. */
	readonly read: () => SendTarget;
}

function choose(name: string, known: readonly KnownDestination[]): TargetChoice {
	const found = known.find((destination) => destination.name === name);
	if (found === undefined) {
		return {
			ok: false,
			error: new TeamsWebhookError(
				'destination-unknown',
				isDestinationName(name)
					? `The credential does not have a destination named "${name}".`
					: 'The value for this item is not the name of a destination.',
				`Use one of the destinations in the credential: ${known.map((destination) => destination.name).join(', ')}.`,
			),
		};
	}
	const target = caught(found.read);
	return target.ok ? { ok: true, target: target.value } : target;
}

/** Remembers the result for the last object: a credential that is read once is checked once. */
function memoized<Result>(
	read: (data: ICredentialDataDecryptedObject) => Result,
): (data: ICredentialDataDecryptedObject) => Result {
	let last: { readonly data: ICredentialDataDecryptedObject; readonly result: Result } | undefined;
	return (data) => {
		if (last?.data !== data) last = { data, result: read(data) };
		return last.result;
	};
}

function onceOnly<Result>(read: () => Result): () => Result {
	let last: { readonly result: Result } | undefined;
	return () => (last ??= { result: read() }).result;
}

/** A list from the editor, or names separated by commas from an expression. Each name counts once. */
function namesIn(value: unknown): readonly string[] {
	const entries: readonly unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
	return [...new Set(entries.map((entry) => String(entry).trim()).filter((entry) => entry !== ''))];
}

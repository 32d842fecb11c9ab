import type { Clock } from '../clock';
import type { Store } from '../model/store';
import type {
	Channel,
	ChannelKind,
	Fault,
	FaultKind,
	IncomingWebhook,
	Message,
	OutgoingWebhook,
	Person,
	Setup,
	Team,
} from '../model/types';

import type { RateCounter } from '../rules/rates';

import { newConnectorPath, newFlowPath, newId, newSecurityToken, newThreadId } from '../model/ids';
import { newTeam } from '../model/seed';
import { say } from '../outgoing/say';
import { faultRow } from '../rules/faults';
import { Problem } from './problem';

/** What the API can do, once its input has been read. Throws a {@link Problem} for anything that does not exist or is not possible. */
export interface Actions {
	createTeam(input: { readonly name: string }): Team;
	createChannel(teamId: string, input: { readonly name: string; readonly kind: ChannelKind }): Channel;
	createOutgoing(input: {
		readonly team: string;
		readonly name: string;
		readonly description: string;
		readonly callbackUrl: string;
	}): { readonly webhook: OutgoingWebhook; readonly securityToken: string };
	changeOutgoing(
		id: string,
		input: { readonly description?: string | undefined; readonly callbackUrl?: string | undefined },
	): OutgoingWebhook;
	deleteOutgoing(id: string): void;
	createIncoming(
		input: { readonly channel: string } & Pick<IncomingWebhook, 'name' | 'kind' | 'access' | 'schema' | 'confirms'>,
	): IncomingWebhook;
	deleteIncoming(id: string): void;
	say(input: {
		readonly channel: string;
		readonly text: string;
		readonly author?: string | undefined;
		readonly thread?: string | undefined;
	}): { readonly message: Message; readonly answered: Promise<void> };
	createFault(input: {
		readonly kind: string;
		readonly webhook: string;
		readonly times: number | null;
		readonly seconds?: number | undefined;
		readonly posts: boolean;
	}): Fault;
	deleteFaults(id?: string): void;
	/** A channel by its id, or as `Team/Channel`. */
	channel(idOrName: string): { readonly team: Team; readonly channel: Channel };
	reset(): void;
}

/** What actions work on. */
interface ActionContext {
	readonly store: Store;
	readonly clock: Clock;
	readonly rates: RateCounter;
	readonly setup: () => Setup;
}

/** The actions on one simulator. */
export function createActions(store: Store, clock: Clock, rates: RateCounter): Actions {
	const context: ActionContext = { store, clock, rates, setup: () => store.state().setup };
	return {
		...teamActions(context),
		...outgoingActions(context),
		...incomingActions(context),
		...otherActions(context),
	};
}

function teamActions({ store, setup }: ActionContext): Pick<Actions, 'createTeam' | 'createChannel' | 'channel'> {
	return {
		createTeam: ({ name }) => {
			if (setup().teams.some((team) => isSameName(team.name, name)))
				throw new Problem(409, 'name-taken', `There is a team "${name}" already.`);
			const team = newTeam(name);
			store.setup({ teams: [...setup().teams, team] });
			return team;
		},
		createChannel: (teamId, { name, kind }) => {
			const team = findTeam(setup().teams, teamId);
			if (team.channels.some((existing) => isSameName(existing.name, name)))
				throw new Problem(409, 'name-taken', `The team has a channel "${name}" already.`);
			const created: Channel = { id: newThreadId(), name, kind };
			store.setup({
				teams: setup().teams.map((each) =>
					each.id === team.id ? { ...each, channels: [...each.channels, created] } : each,
				),
			});
			return created;
		},
		channel: (idOrName) => findChannel(setup().teams, idOrName),
	};
}

function outgoingActions({
	store,
	setup,
}: ActionContext): Pick<Actions, 'createOutgoing' | 'changeOutgoing' | 'deleteOutgoing'> {
	return {
		createOutgoing: ({ team, name, description, callbackUrl }) => {
			const { id: teamId } = findTeam(setup().teams, team);
			if (setup().outgoing.some((webhook) => webhook.teamId === teamId && isSameName(webhook.name, name)))
				throw new Problem(409, 'name-taken', `The team has an outgoing webhook "${name}" already.`);
			if (setup().people.some((person) => isSameName(person.name, name)))
				throw new Problem(409, 'name-taken', `"${name}" is a person.`);
			const webhook: OutgoingWebhook = { id: newId(), teamId, name, description, callbackUrl };
			const securityToken = newSecurityToken();
			store.token(webhook.id, securityToken);
			store.setup({ outgoing: [...setup().outgoing, webhook] });
			return { webhook, securityToken };
		},
		changeOutgoing: (id, { description, callbackUrl }) => {
			const webhook = byId(setup().outgoing, id, 'outgoing webhook');
			const changed = {
				...webhook,
				description: description ?? webhook.description,
				callbackUrl: callbackUrl ?? webhook.callbackUrl,
			};
			store.setup({ outgoing: setup().outgoing.map((each) => (each.id === id ? changed : each)) });
			return changed;
		},
		deleteOutgoing: (id) => {
			byId(setup().outgoing, id, 'outgoing webhook');
			store.token(id, undefined);
			store.setup({ outgoing: setup().outgoing.filter((each) => each.id !== id) });
		},
	};
}

function incomingActions({
	store,
	clock,
	setup,
}: ActionContext): Pick<Actions, 'createIncoming' | 'deleteIncoming' | 'createFault' | 'deleteFaults'> {
	return {
		createIncoming: ({ channel: where, ...input }) => {
			const webhook = newIncoming(findChannel(setup().teams, where).channel.id, input, clock.nowMs());
			store.setup({ incoming: [...setup().incoming, webhook] });
			return webhook;
		},
		deleteIncoming: (id) => {
			byId(setup().incoming, id, 'incoming webhook');
			store.setup({
				incoming: setup().incoming.filter((each) => each.id !== id),
				faults: setup().faults.filter(({ webhookId }) => webhookId !== id),
			});
		},
		createFault: (input) => {
			const fault = newFault(input);
			if (fault.webhookId !== 'all') byId(setup().incoming, fault.webhookId, 'incoming webhook');
			store.setup({ faults: [...setup().faults.filter(({ webhookId }) => webhookId !== fault.webhookId), fault] });
			return fault;
		},
		deleteFaults: (id) => {
			if (id !== undefined) byId(setup().faults, id, 'fault');
			store.setup({ faults: id === undefined ? [] : setup().faults.filter((fault) => fault.id !== id) });
		},
	};
}

function otherActions({ store, clock, rates, setup }: ActionContext): Pick<Actions, 'say' | 'reset'> {
	return {
		say: ({ channel: where, text, author, thread }) => {
			const { team, channel } = findChannel(setup().teams, where);
			if (
				thread !== undefined &&
				!store
					.state()
					.messages.some(({ id, channelId, rootId }) => id === thread && id === rootId && channelId === channel.id)
			)
				throw new Problem(404, 'thread-not-found', 'There is no such thread in this channel.');
			return say(store, clock, {
				team,
				channelId: channel.id,
				author: findPerson(setup().people, author),
				text,
				...(thread === undefined ? {} : { rootId: thread }),
			});
		},
		reset: () => {
			rates.clear();
			store.reset();
		},
	};
}

/** A new incoming webhook with a URL of its own. Only a flow can be for signed-in callers, have a schema, or confirm. */
export function newIncoming(
	channelId: string,
	{ name, kind, access, schema, confirms }: Pick<IncomingWebhook, 'name' | 'kind' | 'access' | 'schema' | 'confirms'>,
	createdMs: number,
): IncomingWebhook {
	if (kind === 'connector' && (access === 'tenant' || schema || confirms))
		throw new Problem(400, 'input-invalid', '"access", "schema" and "confirms" belong to flows.');
	return {
		id: newId(),
		channelId,
		name,
		kind,
		access,
		schema,
		confirms,
		path: kind === 'connector' ? newConnectorPath() : newFlowPath(access),
		createdMs,
	};
}

function newFault({ kind, webhook, times, seconds, posts }: Parameters<Actions['createFault']>[0]): Fault {
	const row = faultRow(kind as FaultKind);
	if (posts && !row.canPost) throw new Problem(400, 'input-invalid', `"posts" means nothing for the fault ${kind}.`);
	return {
		id: newId(),
		kind: row.kind,
		webhookId: webhook,
		left: times,
		seconds: seconds ?? row.seconds?.preset ?? 0,
		posts,
	};
}

function findTeam(teams: readonly Team[], idOrName: string): Team {
	const team = teams.find(({ id, name }) => id === idOrName || isSameName(name, idOrName));
	if (team === undefined) throw new Problem(404, 'team-not-found', 'There is no such team.');
	return team;
}

function findChannel(teams: readonly Team[], idOrName: string): { team: Team; channel: Channel } {
	for (const team of teams) {
		const channel = team.channels.find(
			({ id, name }) => id === idOrName || isSameName(`${team.name}/${name}`, idOrName),
		);
		if (channel !== undefined) return { team, channel };
	}
	throw new Problem(404, 'channel-not-found', 'There is no such channel. Name it by its id, or as Team/Channel.');
}

function findPerson(people: readonly Person[], idOrName: string | undefined): Person {
	const person =
		idOrName === undefined ? people[0] : people.find(({ id, name }) => id === idOrName || isSameName(name, idOrName));
	if (person === undefined)
		throw new Problem(
			404,
			'person-not-found',
			`There is no such person. There are: ${people.map(({ name }) => name).join(', ')}.`,
		);
	return person;
}

function byId<T extends { readonly id: string }>(entries: readonly T[], id: string, what: string): T {
	const entry = entries.find((candidate) => candidate.id === id);
	if (entry === undefined) throw new Problem(404, 'not-found', `There is no such ${what}.`);
	return entry;
}

function isSameName(one: string, other: string): boolean {
	return one.toLowerCase() === other.toLowerCase();
}

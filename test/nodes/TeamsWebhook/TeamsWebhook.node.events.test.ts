import type { IDataObject } from 'n8n-workflow';
import type { IncomingSide } from '../../../simulator/incoming';

import { startIncomingSide } from '../../../simulator/incoming';
import { runWorkflow } from '../../support/action';
import { EVENT_KINDS, EVENT_STATES } from '../../../src/events/vocabulary';
import { useDeduplication } from '../../support/deduplication';
import { eventVectors, itemOf } from '../../support/events';

let teams: IncomingSide;

beforeAll(async () => {
	await useDeduplication();
	teams = await startIncomingSide();
});
afterAll(async () => await teams.close());

const vectors = eventVectors();

const item = (name: string): IDataObject => {
	const vector = vectors.find((candidate) => candidate.name === name);
	if (vector === undefined) throw new Error(`there is no payload ${name}`);
	return itemOf(vector) as IDataObject;
};

const run = async (parameters: IDataObject, items: readonly IDataObject[]) => {
	const before = teams.messages().length;
	const { output } = await runWorkflow({
		items,
		actions: [{ parameters: { content: 'event', ...parameters }, onError: 'continueRegularOutput' }],
		credential: { webhookUrl: teams.workflowsUrl, allowedHosts: '127.0.0.1' },
	});
	return { json: output.map(({ json }) => json), posted: teams.messages().slice(before) };
};

const details = (json: IDataObject | undefined) => json?.details as IDataObject | undefined;

it('posts a card of the item, and says what it was', async () => {
	const { json, posted } = await run({}, [item('github/pull-request-merged'), item('grafana/resolved-says-alerting')]);
	expect(json.map(({ outcome, event, warnings }) => ({ outcome, event, warnings }))).toMatchObject([
		{
			outcome: 'accepted',
			event: { source: 'github', kind: 'pullRequest', state: 'merged', key: 'acme/shop#42' },
			warnings: [],
		},
		{ outcome: 'accepted', event: { source: 'grafana', kind: 'alert', state: 'resolved' }, warnings: [] },
	]);
	expect(posted).toHaveLength(2);
	expect(JSON.stringify(posted[0])).toContain('#42 Pay with cards');
});

it('takes the event from its field, as JSON too, and the body alone', async () => {
	const event = JSON.stringify(item('alertmanager/one-firing'));
	const { json } = await run({ event }, [{}]);
	expect(json[0]).toMatchObject({ outcome: 'accepted', event: { source: 'alertmanager', key: '9d6f1f0a3c5b7e21' } });
});

it('warns of an unknown sender, and of one that is not the chosen one', async () => {
	const unknown = await run({}, [item('unknown/flat')]);
	const other = await run({ source: 'grafana' }, [item('github/ping')]);
	for (const { json } of [unknown, other]) {
		expect(json[0]).toMatchObject({ outcome: 'accepted', event: { source: 'unknown', key: '' } });
		expect(JSON.stringify(json[0]?.warnings)).toContain('event-unknown');
	}
});

it('fails where there is no event, and for a source that does not exist', async () => {
	const { json } = await run({}, [{}]);
	expect(details(json[0])).toMatchObject({ code: 'event-empty' });
	const { json: wrong } = await run({ source: 'nobody' }, [item('github/ping')]);
	expect(details(wrong[0])).toMatchObject({ code: 'option-invalid' });
});

it('skips kinds and states, with the reason, and posts the others', async () => {
	const { json, posted } = await run({ options: { skipEvents: ['draft', 'push'] } }, [
		item('github/pull-request-draft'),
		item('github/push'),
		item('github/pull-request-opened'),
	]);
	expect(json.map(({ outcome, reason }) => [outcome, reason])).toEqual([
		['skipped', 'Skip Events leaves out the state "draft".'],
		['skipped', 'Skip Events leaves out the kind "push".'],
		['accepted', undefined],
	]);
	expect(json[0]).toMatchObject({ event: { source: 'github', state: 'draft' } });
	expect(posted).toHaveLength(1);
});

it('refuses to skip what does not exist', async () => {
	const { json } = await run({ options: { skipEvents: ['drafts'] } }, [item('github/push')]);
	expect(details(json[0])).toMatchObject({ code: 'option-invalid' });
});

it('has no kind with the name of a state', () => {
	expect(Object.keys(EVENT_KINDS).filter((kind) => Object.hasOwn(EVENT_STATES, kind))).toEqual([]);
});

it('fills the key of the event into the Send Once Key', async () => {
	const options = { sendOnceKey: '{event.source} {event.key} {event.state} {event.time}' };
	const { json, posted } = await run({ options }, [
		item('alertmanager/one-firing'),
		item('alertmanager/one-resolved'),
		item('alertmanager/one-firing'),
	]);
	expect(json.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'skipped']);
	expect(json[2]).toMatchObject({ event: { state: 'firing' } });
	expect(posted).toHaveLength(2);
});

it('fails for an event without a key where the Send Once Key asks for it', async () => {
	const { json, posted } = await run({ options: { sendOnceKey: 'x {event.key}' } }, [item('unknown/flat')]);
	expect(details(json[0])).toMatchObject({ code: 'option-invalid' });
	expect(posted).toEqual([]);
});

it('says of several events in one message what each was, and skips it only if all are to be skipped', async () => {
	const events = [item('github/push'), item('github/pull-request-draft')];
	const some = await run({ items: 'together', options: { skipEvents: ['push'] } }, events);
	expect(some.json).toMatchObject([{ outcome: 'accepted', events: [{ state: 'pushed' }, { state: 'draft' }] }]);
	const all = await run({ items: 'together', options: { skipEvents: ['push', 'draft'] } }, events);
	expect(all.json).toMatchObject([{ outcome: 'skipped' }]);
});

it('validates an event and shows times in the chosen zone', async () => {
	const { json } = await run(
		{ resource: 'card', operation: 'validate', options: { timeZone: 'Asia/Tokyo', locale: 'en-GB' } },
		[item('alertmanager/one-firing')],
	);
	expect(json[0]).toMatchObject({ valid: true, findings: [], event: { kind: 'alert', state: 'firing' } });
	expect(JSON.stringify(json[0]?.message)).toContain('4 Mar 2026, 19:15');
});

it('counts the alerts that do not fit', async () => {
	const firing = item('alertmanager/one-firing');
	const alerts = Array.from({ length: 300 }, (_, index) => ({
		labels: { alertname: 'DiskFull', instance: `db-${index}.example.com` },
		annotations: { description: 'x'.repeat(400) },
	}));
	const body = { ...firing, alerts };
	const { json } = await run({ options: { maxItems: 300 } }, [body]);
	expect(JSON.stringify(json[0]?.warnings)).toContain('event-shortened');
	expect(JSON.stringify(json[0]?.warnings)).not.toContain('card-shortened');
	const { json: failed } = await run({ options: { maxItems: 300, onTooLarge: 'fail' } }, [body]);
	expect(details(failed[0])).toMatchObject({ code: 'card-too-large' });
});

it('does not post what an agent was given beside the event', async () => {
	const { output } = await runWorkflow({
		items: [{ title: 'private' }],
		actions: [{ parameters: { content: 'event' }, onError: 'continueRegularOutput', type: 'teamsWebhookTool' }],
		credential: { webhookUrl: teams.workflowsUrl, allowedHosts: '127.0.0.1' },
	});
	expect(details(output[0]?.json)).toMatchObject({ code: 'event-empty' });
});

import { validateCard } from '../../../src/cards/validate/validate-card';
import { deliveryOf } from '../../../src/events/delivery';
import { readEvent } from '../../../src/events/read-event';
import { SENDER_IDS, SENDERS } from '../../../src/events/senders';
import { eventVectors, itemOf, LOOKS } from '../../support/events';
import { parserComplaints, schemaComplaints } from '../../support/official';

const VECTORS = eventVectors();

describe.each(VECTORS)('$name: $title', (vector) => {
	const read = readEvent(itemOf(vector), 'auto', LOOKS);

	it('gives the card, event, time and findings that its file holds', () => {
		expect(read.attachment.content).toEqual(vector.card);
		expect({ event: read.event, time: read.time, findings: read.findings.map(({ code }) => code) }).toEqual({
			event: vector.event,
			time: vector.time,
			findings: vector.findings,
		});
		expect(read.event.source).toBe(vector.sender);
	});

	it('makes a card that Teams, the official parser and the schema of version 1.4 accept', () => {
		expect(validateCard(read.attachment.content ?? {}, 'workflows')).toEqual([]);
		expect(JSON.stringify(read.attachment.content)).not.toMatch(/<\/?at>|abc123|"javascript:/);
		expect(parserComplaints(read.attachment.content)).toEqual([]);
		// The schema of 1.4 knows names of sizes in one case only; the conversion of MessageCards writes them in another.
		if (vector.sender !== 'messageCard') expect(schemaComplaints(read.attachment.content)).toEqual([]);
	});

	it('is recognised by one sender at most, also without its headers', () => {
		for (const item of [itemOf(vector), vector.body]) {
			const delivery = deliveryOf(item);
			const found = SENDER_IDS.filter((id) => delivery !== undefined && SENDERS[id].recognises(delivery));
			expect(found.length).toBeLessThanOrEqual(1);
			for (const id of found) expect(id).toBe(vector.sender);
		}
	});
});

it('has a payload that follows its description for every sender, and counts them', () => {
	const documented = new Set(VECTORS.filter((vector) => vector.documented !== undefined).map(({ sender }) => sender));
	expect(SENDER_IDS.filter((id) => !documented.has(id))).toEqual([]);
	const kinds = new Set(VECTORS.map(({ event }) => (event as { kind: string }).kind));
	const states = new Set(VECTORS.map(({ event }) => (event as { state: string }).state));
	console.log(
		`events: ${SENDER_IDS.length} senders, ${kinds.size} kinds, ${states.size} states, ${VECTORS.length} payloads`,
	);
});

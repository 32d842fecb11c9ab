import type { AdaptiveCard as Card } from 'adaptivecards';

import Ajv from 'ajv';
import draft6 from 'ajv/dist/refs/json-schema-draft-06.json';

import schema from '../fixtures/adaptive-card-1.4.schema.json';

/** Its `main` cannot be loaded by Node; the bundle beside it can. */
const renderer = jest.requireActual<typeof import('adaptivecards')>('adaptivecards/dist/adaptivecards');

const ajv = new Ajv({ strict: false });
ajv.addMetaSchema(draft6);
for (const format of ['uri', 'uri-reference']) ajv.addFormat(format, true);
const matches = ajv.compile(schema);

/** What the official parser complains of in a card, as texts. */
export function parserComplaints(card: unknown): readonly string[] {
	const context = new renderer.SerializationContext(renderer.Versions.v1_4);
	const parsed: Card = new renderer.AdaptiveCard();
	parsed.parse(structuredClone(card), context);
	return Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
}

/** Where a card differs from the schema of Adaptive Cards 1.4; the members that only Teams knows are left out. */
export function schemaComplaints(card: unknown): readonly string[] {
	matches(withoutTeamsMembers(card));
	return (matches.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

function withoutTeamsMembers(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutTeamsMembers);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name]) => name !== 'msteams')
			.map(([name, member]) => [name, withoutTeamsMembers(member)]),
	);
}

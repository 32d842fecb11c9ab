import { cardContent } from '../src/cards/content';
import { prepareMessage } from '../src/cards/prepare';
import { budgetOf } from '../src/cards/size/budget';
import { readEvent } from '../src/events/read-event';
import { MESSAGE_MAX_BYTES } from '../src/limits';
import { eventVectors, itemOf, LOOKS } from '../test/support/events';
import { median } from './figures';

const ROUNDS = 40;
const ALERTS = 300;

/**
 * Times reading an event and making its card, alternating with what every message costs anyway (checking and fitting
 * that card) and with parsing the payload: over all payloads of the tests, and for a group of 300 alerts.
 */
function main(): void {
	const budget = budgetOf('workflows', MESSAGE_MAX_BYTES);
	const looks = { ...LOOKS, fits: (card: Parameters<typeof LOOKS.fits>[0]) => budget.fits(cardContent([card])) };
	const items = eventVectors().map(itemOf);
	const firing = eventVectors().find(({ name }) => name === 'alertmanager/one-firing')?.body;
	if (typeof firing !== 'object') throw new Error('the payload is missing');
	const alerts = Array.from({ length: ALERTS }, (_, at) => ({
		status: 'firing',
		labels: { alertname: 'DiskFull', instance: `db-${at}.example.com` },
		annotations: { summary: 'The disk is almost full' },
	}));
	console.log(
		'| Events | reading, µs each | checking and fitting, µs | JSON.parse, µs | reading / checking |\n|---|---|---|---|---|',
	);
	measure(`${items.length} payloads of all senders`, items, looks);
	measure(`a group of ${ALERTS} alerts`, [{ ...firing, alerts }], looks);
}

function measure(name: string, items: readonly unknown[], looks: typeof LOOKS): void {
	const drafts = items.map((item) => ({
		content: cardContent([readEvent(item, 'auto', looks).attachment]),
		findings: [],
	}));
	const texts = items.map((item) => JSON.stringify(item));
	const times = Array.from({ length: ROUNDS }, () => ({
		reading: microseconds(items, (item) => readEvent(item, 'auto', looks)),
		checking: microseconds(drafts, (draft) =>
			prepareMessage(draft, { target: 'workflows', onInvalid: 'warn', onTooLarge: 'truncate' }),
		),
		parsing: microseconds(texts, (text) => JSON.parse(text) as unknown),
	})).slice(ROUNDS / 4);
	const middle = (pick: (time: (typeof times)[number]) => number) => median(times.map(pick));
	const row = [
		middle(({ reading }) => reading).toFixed(0),
		middle(({ checking }) => checking).toFixed(0),
		middle(({ parsing }) => parsing).toFixed(0),
		middle(({ reading, checking }) => reading / checking).toFixed(2),
	];
	console.log(`| ${name} | ${row.join(' | ')} |`);
}

function microseconds<Value>(values: readonly Value[], work: (value: Value) => unknown): number {
	const startedMs = performance.now();
	for (const value of values) work(value);
	return ((performance.now() - startedMs) * 1_000) / values.length;
}

main();

import type { ToolEvent } from '../event';
import type { Payload } from '../payload';
import type { Sender } from '../sender';
import type { EventState } from '../vocabulary';

import { factsOf, plain, toolEvent } from '../event';
import { eventTime } from '../event-time';

/** Currencies whose amounts have no smaller unit, and those with a thousand of them (docs.stripe.com/currencies). */
const WHOLE: ReadonlySet<string> = new Set(
	'bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf'.split(' '),
);
const THOUSANDTHS: ReadonlySet<string> = new Set('bhd jod kwd omr tnd'.split(' '));

/** What money is about: the beginning of a type. */
const PAYMENTS =
	/^(?:charge|payment_intent|invoice|refund|checkout|payout|transfer|customer\.subscription|subscription_schedule|credit_note|topup|radar|review)\b/;

/** States by the end of a type; the first that fits counts. */
const STATES: ReadonlyArray<readonly [end: RegExp, state: EventState]> = [
	[/dispute\.closed$/, 'closed'],
	[/dispute\./, 'warning'],
	[/(?:failed|action_required|requires_action|uncollectible)$/, 'failed'],
	[/(?:succeeded|paid|captured|completed|available)$/, 'success'],
	[/(?:canceled|voided|expired|reversed)$/, 'cancelled'],
	[/(?:pending|processing|upcoming|trial_will_end|will_be_due)$/, 'pending'],
	[/(?:past_due|overdue|fraud_warning\.created)$/, 'warning'],
	[/(?:deleted|detached)$/, 'deleted'],
	[/(?:created|attached)$/, 'created'],
];

/** Amounts, the most telling first. */
const AMOUNTS: readonly string[] = ['amount_captured', 'amount', 'amount_total', 'amount_due', 'amount_paid', 'total'];

/**
 * Stripe. Documented at docs.stripe.com, "The Event object": id, object "event", type, created, livemode and
 * data.object; "thin" events of version 2 name the thing in related_object. Pages of receipts and invoices open for
 * whoever knows their address, so no card links to them.
 */
export const stripe: Sender = {
	name: 'Stripe',
	recognises: ({ body }) =>
		/^evt_/.test(body.text('id')) &&
		['event', 'v2.core.event'].includes(body.text('object')) &&
		body.text('type').includes('.') &&
		(body.has('data', 'object') || body.has('related_object')),
	read: ({ body }) => eventOf(body),
};

function eventOf(body: Payload): ToolEvent {
	const type = body.text('type');
	const thing = body.has('data', 'object') ? body.in('data', 'object') : body.in('related_object');
	const amount = amountOf(thing, type);
	const name = sentence(type);
	return toolEvent({
		kind: PAYMENTS.test(type) ? 'payment' : 'other',
		state: STATES.find(([end]) => end.test(type))?.[1] ?? 'updated',
		title: amount === '' ? name : `${name}: ${amount}`,
		text: plain(
			thing.text('failure_message') ||
				thing.text('last_payment_error', 'message') ||
				thing.text('outcome', 'seller_message') ||
				thing.text('description'),
		),
		facts: factsOf({
			Status: thing.text('status'),
			Reason: thing.first('failure_code', 'reason', 'cancellation_reason', 'billing_reason'),
			Number: thing.text('number'),
			Customer: thing.first('customer_name', 'customer') || thing.text('billing_details', 'name'),
			Id: thing.text('id'),
			'Next attempt': eventTime(thing.text('next_payment_attempt')),
			'Test mode': body.text('livemode') === 'false' ? 'yes' : '',
		}),
		time: eventTime(body.text('created')),
		key: thing.text('id') || body.text('id'),
	});
}

/** "35.00 USD"; amounts are in the smallest unit of the currency. */
function amountOf(thing: Payload, type: string): string {
	const names = type.endsWith('refunded') ? ['amount_refunded', ...AMOUNTS] : AMOUNTS;
	const written = names.map((name) => thing.text(name)).find((text) => /^-?\d+$/.test(text) && text !== '0');
	const amount = written ?? names.map((name) => thing.text(name)).find((text) => text === '0');
	const currency = thing.text('currency').toLowerCase();
	if (amount === undefined || !/^[a-z]{3}$/.test(currency)) return '';
	const digits = WHOLE.has(currency) ? 0 : THOUSANDTHS.has(currency) ? 3 : 2;
	return `${(Number(amount) / 10 ** digits).toFixed(digits)} ${currency.toUpperCase()}`;
}

function sentence(type: string): string {
	const words = type.replaceAll(/[._]+/g, ' ').trim();
	return words.charAt(0).toUpperCase() + words.slice(1);
}

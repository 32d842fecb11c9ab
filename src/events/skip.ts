import type { EventSummary } from './read-event';

import { EVENT_KINDS, EVENT_STATES } from './vocabulary';

/** Every kind and state, as a rule names it. */
export const SKIP_RULES: readonly string[] = [...Object.keys(EVENT_KINDS), ...Object.keys(EVENT_STATES)];

/** Why an event is left out, `undefined` if no rule names its kind or its state. */
export function whySkipped({ kind, state }: EventSummary, rules: readonly string[]): string | undefined {
	if (rules.includes(state)) return `Skip Events leaves out the state "${state}".`;
	return rules.includes(kind) ? `Skip Events leaves out the kind "${kind}".` : undefined;
}

import type { Sender } from './sender';

import { alertmanager } from './senders/alertmanager';
import { gitea } from './senders/gitea';
import { github } from './senders/github';
import { grafana } from './senders/grafana';

/** Every sender, by the name that the panel stores. A payload is recognised by one of them at most. */
export const SENDERS = {
	alertmanager,
	gitea,
	github,
	grafana,
} as const satisfies Readonly<Record<string, Sender>>;

/** A key of {@link SENDERS}. */
export type SenderId = keyof typeof SENDERS;

/** The keys of {@link SENDERS}. */
export const SENDER_IDS = Object.keys(SENDERS) as readonly SenderId[];

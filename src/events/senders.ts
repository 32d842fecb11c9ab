import type { Sender } from './sender';

import { alertmanager } from './senders/alertmanager';
import { aws } from './senders/aws';
import { azureDevOps } from './senders/azure-devops';
import { azureMonitor } from './senders/azure-monitor';
import { bitbucket } from './senders/bitbucket';
import { datadog } from './senders/datadog';
import { discord } from './senders/discord';
import { gitea } from './senders/gitea';
import { github } from './senders/github';
import { gitlab } from './senders/gitlab';
import { grafana } from './senders/grafana';
import { jira } from './senders/jira';
import { messageCard } from './senders/message-card';
import { pagerduty } from './senders/pagerduty';
import { sentry } from './senders/sentry';
import { slack } from './senders/slack';
import { statuspage } from './senders/statuspage';
import { stripe } from './senders/stripe';
import { uptimeKuma } from './senders/uptime-kuma';

/** Every sender, by the name that the panel stores. A payload is recognised by one of them at most. */
export const SENDERS = {
	alertmanager,
	aws,
	azureDevOps,
	azureMonitor,
	bitbucket,
	datadog,
	discord,
	gitea,
	github,
	gitlab,
	grafana,
	jira,
	messageCard,
	pagerduty,
	sentry,
	slack,
	statuspage,
	stripe,
	uptimeKuma,
} as const satisfies Readonly<Record<string, Sender>>;

/** A key of {@link SENDERS}. */
export type SenderId = keyof typeof SENDERS;

/** The keys of {@link SENDERS}. */
export const SENDER_IDS = Object.keys(SENDERS) as readonly SenderId[];

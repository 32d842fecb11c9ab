import type { ExampleName } from '../../../scripts/lib/examples';
import type { Stage } from './fixtures';

import { EXAMPLES } from '../../../scripts/lib/examples';
import { deploysOnceApproved, talksToAssistant } from './examples/agents';
import { approvesByLink, approvesByMention } from './examples/approvals';
import { keepsSubscription, sendsWeather } from './examples/connector';
import { answersLeave, answersOrder } from './examples/email';
import { schedule } from './examples/schedule';
import { shows } from './examples/shown';
import { event, failure, gateway, mention, storm } from './examples/starts';
import { test } from './fixtures';

test.use({ viewport: { width: 1_280, height: 1_200 } });

const SERVICES = Array.from({ length: 12 }, (_, index) => ({
	name: `service_${index + 1}`,
	state: index === 0 ? 'down' : 'up',
	owner: { name: 'Ada Example' },
	since: '2026-10-21T08:00:00Z',
}));

const TICKETS = Array.from({ length: 40 }, (_, index) => ({
	title: `Ticket_${index + 1}: the payment page times out for customers with a long name`,
	priority: index === 0 ? 'urgent' : 'normal',
	assignee: { name: 'Bo Example' },
	openedAt: '2026-10-21T08:00:00Z',
}));

/** What each example must visibly do. An example without an entry does not compile. */
const SHOWN: Readonly<Record<ExampleName, (stage: Stage) => Promise<void>>> = {
	'mention-reply': shows({
		start: mention('mention-reply', '@hello Deploy api v2'),
		sees: [{ reads: ['Hello Ada Example, you asked for deploy with: api v2'] }],
	}),
	'deploy-bot': shows({
		start: mention('deploy-bot', '@n8n help'),
		sees: [
			{
				reads: [
					'What I can do',
					'deploy',
					'Deploys a service to production',
					'rollback',
					'Goes back to the version before',
				],
			},
		],
	}),
	'slow-report': shows({
		start: mention('slow-report', '@report sales'),
		sees: [
			{ reads: ['I am working on the report. It will be posted in this channel.'] },
			{ reads: ['The report about sales is ready'], mentions: ['Ada Example'] },
		],
	}),
	'assistant-in-a-channel': talksToAssistant,
	'two-teams': shows({
		start: mention('two-teams', '@ops hello', '@support good morning'),
		sees: [{ reads: ['Ops, you said: hello'] }, { reads: ['Support, you said: good morning'] }],
	}),
	'event-to-card': shows({
		start: event('event-to-card', { title: 'Build 4711 is live', text: 'Deployed to production in 3 minutes.' }),
		sees: [{ reads: ['Build 4711 is live', 'Deployed to production in 3 minutes.'] }],
	}),
	'generic-json': shows({
		start: event('generic-json'),
		sees: [
			{
				reads: [
					'backup.finished',
					'event',
					'backup.finished',
					'severity',
					'warning',
					'host',
					'db_01',
					'size.bytes',
					'1073741824',
				],
				buttons: ['Open'],
			},
		],
	}),
	'github-pull-request': shows({
		start: event('github-pull-request'),
		sees: [
			{
				reads: [
					'#42 Retry payments that time out',
					'Open',
					'Branches',
					'retry_timeouts → main',
					'Changes',
					'+120 −8',
					'Labels',
					'payments, needs_review',
					'Repository',
					'example-org/shop',
					'By',
					'ada',
					'GitHub',
				],
				buttons: ['Open pull request', 'Open repository'],
			},
		],
	}),
	'jira-issue': shows({
		start: event('jira-issue'),
		sees: [
			{
				reads: [
					'SHOP-154 Payment page times out',
					'In Progress · High',
					'Status',
					'To Do → In Progress',
					'Assignee',
					'– → Bo Example',
					'By',
					'Ada Example',
					'Jira',
				],
				buttons: ['Open issue'],
			},
		],
	}),
	'stripe-payment': shows({
		start: event('stripe-payment'),
		sees: [
			{
				reads: [
					'49.90 EUR not paid',
					'Your card has insufficient funds.',
					'For',
					'Order 4711',
					'Reason',
					'insufficient_funds',
					'Time',
					'Oct 2026',
				],
				buttons: ['Open payment'],
			},
		],
	}),
	'alertmanager-alert': shows({
		start: event('alertmanager-alert'),
		sees: [
			{
				reads: [
					'ProbeFailure',
					'2 firing · critical',
					'A site does not answer',
					'Firing · critical',
					'https://shop.example.com',
					'https://pay.example.com',
					'Prometheus Alertmanager',
				],
				buttons: ['Open Alertmanager'],
			},
		],
	}),
	'alert-storm': shows({
		start: storm,
		sees: [
			{
				reads: ['2 alerts since', 'Alert', 'Severity', 'From', 'Times', 'Disk is nearly full', 'warning', 'web_1', '2'],
			},
		],
	}),
	'service-report': shows({
		start: event('service-report', { services: SERVICES }),
		sees: [
			{
				reads: [
					'12 services',
					'Service',
					'State',
					'On call',
					'Since',
					'service_1',
					'down',
					'Ada Example',
					'21 Oct 2026, 10:00',
					'service_10',
					'up',
					'and 2 more',
				],
				buttons: ['Open dashboard'],
			},
		],
	}),
	'daily-digest': shows({
		start: schedule({
			name: 'daily-digest',
			nodes: { schedule: 'Weekdays at eight', source: 'Tickets since yesterday' },
			answer: { tickets: TICKETS },
		}),
		sees: [
			{
				reads: [
					'40 new tickets since',
					'Ticket',
					'Priority',
					'For',
					'Opened',
					'Ticket_1: the payment page',
					'urgent',
					'Bo Example',
					'21 Oct 2026, 10:00',
					'Ticket_25:',
					'and 15 more tickets',
				],
				buttons: ['Open tickets'],
			},
		],
	}),
	'empty-digest': shows({
		start: schedule({
			name: 'empty-digest',
			nodes: { schedule: 'Every morning', source: 'Backups of the night' },
			answer: { runs: [] },
		}),
		sees: [{ reads: ['No failed backup', 'Looked at'] }],
	}),
	'fan-out': shows({
		start: event('fan-out'),
		sees: ['ops', 'support', 'management'].map((channel) => ({
			channel,
			reads: ['Maintenance tonight', 'The shop is read-only from 22:00 to 22:30.'] as const,
		})),
	}),
	'connector-gateway': shows({
		start: gateway,
		sees: [
			{ channel: 'ops', reads: ['Build 4711 failed', 'Two tests failed'] },
			{ channel: 'ops', reads: ['Backup of db_01 finished', '4096 files'] },
			{ channel: 'ops', reads: ['Release 2.0 is out', 'What is new'], buttons: ['Open'] },
			{
				channel: 'ops',
				reads: ['ProbeFailure', 'https://shop.example.com', 'Prometheus Alertmanager'],
				buttons: ['Open Alertmanager'],
			},
		],
	}),
	'error-to-channel': shows({
		start: failure,
		sees: [
			{
				reads: [
					'Failed: Nightly export',
					'The disk of db_01 is full: 0 B of 40 GB are free',
					'Node',
					'Write the file',
					'Started by',
					'webhook',
					'Time',
				],
				buttons: ['Open execution'],
			},
		],
	}),
	'approval-by-link': approvesByLink,
	'approval-by-mention': approvesByMention,
	'agent-deploy-approval': deploysOnceApproved,
	'card-action': answersOrder,
	'actionable-message': answersLeave,
	'connector-subscriptions': keepsSubscription,
	'connector-weather': sendsWeather,
};

/** Every example of the repository, from the compose box, the event, the schedule or the failure to what a person sees. */
for (const { name } of EXAMPLES) test(`Example: ${name}`, async ({ stage }) => await SHOWN[name](stage));

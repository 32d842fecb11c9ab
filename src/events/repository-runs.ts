import type { ToolEvent } from './event';
import type { Payload } from './payload';
import type { EventState } from './vocabulary';

import { factsOf, plain } from './event';
import { eventTime } from './event-time';
import { shortCommit, titled } from './repository-words';
import { stateOf } from './vocabulary';

const CONCLUSIONS: Readonly<Record<string, EventState>> = {
	success: 'success',
	failure: 'failed',
	error: 'failed',
	timed_out: 'failed',
	startup_failure: 'failed',
	action_required: 'warning',
	cancelled: 'cancelled',
	skipped: 'cancelled',
	in_progress: 'running',
	queued: 'pending',
	requested: 'pending',
	waiting: 'pending',
	pending: 'pending',
	inactive: 'closed',
};

/** A run of Actions, one of its jobs, a check or all checks of a commit: they have the same members. */
export function runEvent(body: Payload, member: string): Partial<ToolEvent> {
	const run = body.in(member);
	const failed = run.list('steps').filter((step) => step.text('conclusion') === 'failure');
	const name = run.first('name', 'workflow_name') || run.text('app', 'name');
	return {
		kind: 'build',
		state: stateOf(CONCLUSIONS, run.text('conclusion') || run.text('status') || body.text('action')),
		title: name,
		text: plain(run.text('output', 'summary')),
		facts: factsOf({
			Run: run.text('display_title'),
			'Failed step': failed.map((step) => step.text('name')).join(', '),
			Branch: run.text('head_branch') || run.text('check_suite', 'head_branch'),
			Commit: shortCommit(run.text('head_sha')),
		}),
		links: [{ title: 'Open run', url: run.first('html_url', 'details_url') }],
		key: `/${member}/${run.text('id')}`,
		time: eventTime(run.first('completed_at', 'updated_at', 'started_at')),
	};
}

/** A deployment, or a new status of one. */
export function deploymentEvent(body: Payload): Partial<ToolEvent> {
	const deployment = body.in('deployment');
	const status = body.in('deployment_status');
	return {
		kind: 'deployment',
		state: body.has('deployment_status') ? stateOf(CONCLUSIONS, status.text('state')) : 'created',
		title: titled('Deployment', status.text('environment') || deployment.text('environment')),
		text: plain(status.text('description') || deployment.text('description')),
		facts: factsOf({
			Task: deployment.text('task'),
			Ref: deployment.text('ref'),
			Commit: shortCommit(deployment.text('sha')),
		}),
		links: [
			{ title: 'Open log', url: status.first('log_url', 'target_url') },
			{ title: 'Open deployment', url: status.text('environment_url') },
		],
		key: `/deployments/${deployment.text('id')}`,
		time: eventTime(status.text('updated_at') || deployment.text('updated_at')),
	};
}

/** The status of a commit, which older tools report. */
export function statusEvent(body: Payload): Partial<ToolEvent> {
	return {
		kind: 'build',
		state: stateOf(CONCLUSIONS, body.text('state')),
		title: body.text('context'),
		text: plain(body.text('description')),
		facts: factsOf({ Commit: shortCommit(body.text('sha')) }),
		links: [
			{ title: 'Open status', url: body.text('target_url') },
			{ title: 'Open commit', url: body.text('commit', 'html_url') },
		],
		key: `@${body.text('sha')}/${body.text('context')}`,
		time: eventTime(body.text('updated_at')),
	};
}

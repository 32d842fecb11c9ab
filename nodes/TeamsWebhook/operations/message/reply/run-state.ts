import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/** Set in the data of a run once the request has been answered. */
const ANSWERED = 'teamsMentionAnswered';

/** Set once the person has been told that the answer comes later. */
const POSTPONED = 'teamsMentionPostponed';

/** What has become of the request that started a run; every node of the run sees it, even after a wait. */
interface RunState {
	/** The answer has been given, or may have been. */
	isAnswered: boolean;
	/** The person has been told that the answer comes later, so a reply is late, whatever the time. */
	isPostponed: boolean;
}

/** The state of the run, kept with its data; what is set counts for the nodes that follow. */
export function runState(context: IExecuteFunctions): RunState {
	const run: IDataObject = context.getContext('flow');
	return {
		get isAnswered() {
			return run[ANSWERED] === true;
		},
		set isAnswered(value) {
			run[ANSWERED] = value;
		},
		get isPostponed() {
			return run[POSTPONED] === true;
		},
		set isPostponed(value) {
			run[POSTPONED] = value;
		},
	};
}

import type { IExecuteFunctions } from 'n8n-workflow';
import type { DeliveryResult } from './deliverer';

/** Chosen: messages per log line; a smaller run needs no summary either. */
const LOG_EVERY = 50;

/** Reports on a long send: in the log while it runs, and with a hint in the editor at its end. */
export interface Progress {
	count(result: DeliveryResult): void;
	/** Adds the hint; does nothing after a short send. */
	end(): void;
}

/** Creates the progress of one run of the node. */
export function createProgress(context: IExecuteFunctions): Progress {
	const outcomes = new Map<string, number>();
	let done = 0;
	return {
		count(result) {
			done += 1;
			const name = outcomeOf(result);
			outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
			if (done % LOG_EVERY === 0)
				context.logger.info(`Microsoft Teams: ${done} messages done (${summary(outcomes)})`, {
					node: context.getNode().name,
					executionId: context.getExecutionId(),
				});
		},
		end() {
			if (done < LOG_EVERY) return;
			context.addExecutionHints({
				message: `${done} messages: ${summary(outcomes)}.`,
				location: 'outputPane',
				type: isAllTaken(outcomes) ? 'info' : 'warning',
			});
		},
	};
}

function outcomeOf(result: DeliveryResult): string {
	if (result.ok) return typeof result.json.outcome === 'string' ? result.json.outcome : 'done';
	return `${result.failure.delivery?.outcome ?? 'notSent'} (${result.failure.code})`;
}

function summary(outcomes: ReadonlyMap<string, number>): string {
	return [...outcomes].map(([name, count]) => `${count} ${name}`).join(', ');
}

function isAllTaken(outcomes: ReadonlyMap<string, number>): boolean {
	return [...outcomes.keys()].every((name) => ['accepted', 'delivered', 'skipped'].includes(name));
}

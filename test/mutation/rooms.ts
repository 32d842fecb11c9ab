/** A part of the package whose mutants are counted together. */
export interface Room {
	/** The files that are changed, one place at a time. */
	readonly mutate: readonly string[];
	/** The tests that must notice: those of the rules, none that starts n8n or a server, or reads sources. */
	readonly tests: readonly string[];
}

const outgoing = (...names: readonly string[]) => names.map((name) => `src/outgoing-webhook/${name}.ts`);
const outgoingTests = (...names: readonly string[]) => names.map((name) => `test/src/outgoing-webhook/${name}.test.ts`);

/** What must not be wrong: who is let in, what is understood, what is sent again, and who has answered. */
export const ROOMS: Readonly<Record<string, Room>> = {
	signature: {
		mutate: outgoing('signature', 'security-token'),
		tests: outgoingTests('signature', 'security-token'),
	},
	admission: {
		mutate: outgoing('admit', 'allow-list', 'freshness', 'seen-messages'),
		tests: outgoingTests('admit', 'allow-list', 'freshness', 'seen-messages'),
	},
	text: {
		mutate: outgoing('text', 'markup', 'html-copy', 'mentions', 'own-mention', 'pieces', 'words'),
		tests: outgoingTests('text', 'mentions', 'words', 'activity', 'activity.typed-text', 'vouched-text'),
	},
	tokens: {
		mutate: ['src/actionable-message/json-web-token.ts', 'src/actionable-message/bearer.ts', 'src/connector/tokens.ts'],
		tests: [
			'test/src/actionable-message/actionable-message.test.ts',
			'test/src/actionable-message/bearer.test.ts',
			'test/src/connector/tokens.test.ts',
		],
	},
	answers: {
		mutate: ['src/incoming-webhook/answer/*.ts'],
		tests: ['test/src/incoming-webhook/answer/**/*.test.ts'],
	},
	pace: {
		mutate: ['src/incoming-webhook/pace/*.ts'],
		tests: ['test/src/incoming-webhook/pace/**/*.test.ts'],
	},
	retry: {
		mutate: ['src/incoming-webhook/retry.ts', 'src/incoming-webhook/ask-again.ts', 'src/incoming-webhook/send-part.ts'],
		tests: [
			...['deliver', 'deliver.fault-sequences', 'retry'].map((name) => `test/src/incoming-webhook/${name}.test.ts`),
			'test/src/incoming-webhook/once/**/*.test.ts',
		],
	},
	proofs: {
		mutate: [
			...outgoing('proof', 'vouched-text'),
			...['answer', 'code', 'decision', 'question', 'question-row'].map((name) => `src/approval/${name}.ts`),
		],
		tests: [...outgoingTests('proof', 'vouched-text'), 'test/src/approval/**/*.test.ts'],
	},
	triggers: {
		mutate: [
			...['settings', 'refuse', 'item', 'keys'].map((name) => `nodes/TeamsOutgoingWebhookTrigger/${name}.ts`),
			'nodes/TeamsCardActionTrigger/settings.ts',
			'nodes/TeamsConnectorTrigger/request.ts',
			'nodes/TeamsConnectorTrigger/settings.ts',
		],
		tests: [
			'test/nodes/TeamsOutgoingWebhookTrigger/**/*.test.ts',
			'test/nodes/TeamsCardActionTrigger/**/*.test.ts',
			'test/nodes/TeamsConnectorTrigger/**/*.test.ts',
		],
	},
};

import { respondOf } from '../../../nodes/shared/trigger-webhook';

const MODES = ['replyNode', 'lastNode', 'immediately'] as const;

it.each(MODES)('keeps the way to answer that a workflow has stored: %s', (stored) =>
	expect(MODES.map((byDefault) => respondOf(stored, byDefault))).toEqual([stored, stored, stored]),
);

it.each([undefined, null, '', 'lastnode', 'onReceived', true])('takes the default in place of %j', (stored) =>
	expect(MODES.map((byDefault) => respondOf(stored, byDefault))).toEqual(MODES),
);

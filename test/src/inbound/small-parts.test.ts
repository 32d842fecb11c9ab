import { splitCommand } from '../../../src/inbound/command';
import { createRefusalLog } from '../../../src/inbound/refusal-log';

it('splits the first word from its arguments', () => {
	expect(splitCommand(' Deploy  api\u2003v2 ')).toEqual({ command: 'deploy', args: ['api', 'v2'], argsText: 'api\u2003v2' });
	expect(splitCommand(' \n')).toEqual({ command: null, args: [], argsText: '' });
});

it('reports a refusal once a minute, with the count since then', () => {
	let nowMs = 0;
	const log = createRefusalLog(() => nowMs);
	expect([log.note('a'), log.note('a'), log.note('b')]).toEqual([1, 0, 1]);
	nowMs = 59_999;
	expect(log.note('a')).toBe(0);
	nowMs = 60_000;
	expect(log.note('a')).toBe(3);
});

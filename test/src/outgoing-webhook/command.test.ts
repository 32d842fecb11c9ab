import { splitCommand } from '../../../src/outgoing-webhook/command';

it('splits the first word from its arguments', () => {
	expect(splitCommand(' Deploy  api\u2003v2 ')).toEqual({
		command: 'deploy',
		args: ['api', 'v2'],
		argsText: 'api\u2003v2',
	});
	expect(splitCommand(' \n')).toEqual({ command: null, args: [], argsText: '' });
});

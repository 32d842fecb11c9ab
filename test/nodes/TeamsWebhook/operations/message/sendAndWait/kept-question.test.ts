import { keptQuestion } from '../../../../../../nodes/TeamsWebhook/operations/message/sendAndWait/kept-question';

it.each(['Ask', 'a }} b {{ $json', '"; process.exit()', "it's", 'x\u2028y', '\\', '`${1}`'])(
	'reads the question of a node called %j, and nothing else',
	(name) => {
		const expression = keptQuestion(name);
		const inner = /^\{\{ \$node\[(".*")\]\.context\.teamsQuestion \}\}$/s.exec(expression)?.[1] ?? '';
		expect(JSON.parse(inner)).toBe(name);
		expect(inner).not.toMatch(/[{}\u2028\u2029]/);
	},
);

import type { CrashKind } from './counts';
import type { Field } from './field';
import type { Durations, MomentFacts } from './moment';
import type { Happened } from './report';

import { showTable } from '../../../../bench/table';
import { DEFAULT_N8N_VERSION } from '../../../../scripts/lib/cache';
import { say, step } from '../../../../scripts/lib/steps';
import { countList, countMentions, countQuestions, CRASH_KINDS, fateOf, sum } from './counts';
import { FAULTS } from './faults';
import { planMoment, runMoment } from './moment';
import { raceKeys } from './races';
import { seeded } from './random';
import { report } from './report';
import { tableLines } from './table';

/** What the command line asks for. */
export interface CrashOptions {
	readonly seed: number;
	/** Moments for each fault. */
	readonly moments: number;
	readonly kinds: readonly CrashKind[];
	/** Races of two processes for one key. */
	readonly races: number;
	/** Writes the tables into docs/performance.md. */
	readonly isRecord: boolean;
}

/** Kills at random moments, then lets two workers race for keys. Prints the counts; returns the broken promises. */
export async function runCrashes(
	field: Field,
	{ seed, moments, kinds, races, isRecord }: CrashOptions,
): Promise<readonly string[]> {
	const random = seeded(seed);
	const command = `npm run test:load -- crashes --moments ${moments} --seed ${seed}`;
	const calm = await step(
		'Sending the lists and mentions without a crash',
		async () => await runMoment(field, planMoment(field, 'nothing', { prefix: 'calm', random, durations: {} })),
	);
	const durations: Durations = calm.tookMs;
	say(
		`  ${Object.entries(durations)
			.map(([name, ms]) => `${name} ${ms} ms`)
			.join(', ')}`,
	);
	const happened: Happened[] = [{ crash: 'nothing', facts: calm }];
	for (let index = 0; index < moments; index += 1) {
		// One of each kind in turn, so that a run that is ended early has some of each.
		for (const crash of CRASH_KINDS) {
			if (crash === 'nothing' || !kinds.includes(crash)) continue;
			const plan = planMoment(field, crash, { prefix: `${crash}-${index}`, random, durations });
			const facts = await step(
				`Moment ${index + 1} of ${moments}: ${FAULTS[crash].says}`,
				async () => await runMoment(field, plan),
			);
			say(`  ${summary(facts)}`);
			happened.push({ crash, facts });
		}
	}
	const { lists, tables, problems } = report(happened, field.inFlight);
	say(`\n${tableLines(lists.head, lists.rows).join('\n')}`);
	for (const table of tables) showTable({ ...table, command, versions: [`n8n ${DEFAULT_N8N_VERSION}`] }, isRecord);
	if (races === 0) return problems;
	const raced = await step(`Letting two workers race for ${races} keys`, async () => await raceKeys(field, races));
	say(`\n${raced.lines.join('\n')}\n`);
	return [...problems, ...raced.problems];
}

function summary({ lists, mentions, questions, ends }: MomentFacts): string {
	const silent = mentions
		.filter((facts) => facts.isLate && fateOf(facts) === 'silent')
		.map(({ name, execution, shown }) => `; ${name}: ${execution}, shown: ${shown}`)
		.join('');
	const counts = sum(lists.map(countList));
	const answers = countMentions(mentions);
	const asked = countQuestions(questions);
	return `${counts.lost} lost, ${counts.misreported} reported wrongly, ${counts.duplicates} twice, ${counts.unsent} unsent; mentions: ${answers.answered} of ${answers.sent} answered, ${answers.unauthorized} refused; late: ${answers.arrived} of ${answers.late}, ${answers.silent} lost in silence; questions: ${asked.asked} of ${asked.questions} asked, ${asked.taken} of ${asked.pressed} answers taken, ${asked.followed} followed, ${asked.silent} lost in silence; ${ends}${silent}`;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import { ROOT } from './package';

/** What the compose file of docs/production.md says about one service, as far as it matters without Docker. */
export interface ComposeService {
	readonly image?: string;
	readonly command?: readonly string[];
	readonly environment: Readonly<Record<string, string>>;
	readonly depends_on?: Readonly<Record<string, unknown>>;
	/** How long Docker waits after SIGTERM, such as `60s`; 10 seconds if absent. */
	readonly stop_grace_period?: string;
}

/** The first block of a language on a page of the documentation. Throws if there is none. */
export function blockOf(page: string, language: string): string {
	const text = readFileSync(join(ROOT, page), 'utf8');
	const block = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1];
	if (block === undefined) throw new Error(`${page} does not have a ${language} block`);
	return block;
}

/** The services of docs/production.md, with anchors and merges resolved. */
export function composeServices(): Readonly<Record<string, ComposeService>> {
	const { services } = parse(blockOf('docs/production.md', 'yaml'), { merge: true }) as {
		services: Record<string, ComposeService>;
	};
	return services;
}

/** The shell command of the RUN step in the Dockerfile of docs/production.md. */
export function installCommand(): string {
	const run = /^RUN ([\s\S]*)/m.exec(blockOf('docs/production.md', 'dockerfile'))?.[1];
	if (run === undefined) throw new Error('the Dockerfile has no RUN step');
	return run.replace(/\\\n/g, ' ').trim();
}

import type { TeamsSide } from './lib/teams-side';

import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { ownCertificate } from './lib/certificate';
import { onInterrupt, untilInterrupted } from './lib/interrupt';
import { readPort } from './lib/ports';
import { clearState, lockState, stateFolder } from './lib/state-folder';
import { say, StepError } from './lib/steps';
import { signInFields, startTeamsSide } from './lib/teams-side';

const DEFAULT_PORT = 5690;

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

const OPTIONS = {
	n8n: { type: 'string', default: 'http://127.0.0.1:5678' },
	port: { type: 'string', default: String(DEFAULT_PORT) },
	listen: { type: 'string', default: '127.0.0.1' },
	name: { type: 'string' },
	tls: { type: 'boolean', default: false },
	reset: { type: 'boolean', default: false },
} as const;

/**
 * Starts the Teams side alone, beside somebody's own n8n: `--n8n URL` names it, `--port` chooses a port, `--listen
 * ADDRESS` and `--name NAME` make it reachable from containers and other machines, `--tls` gives it https, without which
 * n8n posts to no other machine, and `--reset` begins anew.
 */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: OPTIONS });
	const signal = onInterrupt();
	const folder = join(stateFolder(), 'own-n8n');
	const n8nUrl = readUrl(values.n8n);
	const unlock = await lockState(folder);
	try {
		if (values.reset) await clearState(folder);
		const name = values.name === undefined ? {} : { name: values.name };
		const tls = values.tls ? await ownCertificate(join(folder, 'simulator'), hostsOf(values)) : undefined;
		const teams = await startTeamsSide({
			folder,
			port: readPort(values.port),
			listen: values.listen,
			n8nUrl,
			...name,
			...(tls === undefined ? {} : { tls }),
		});
		try {
			if (!LOOPBACK.includes(values.listen)) warn(values.listen, tls !== undefined);
			await welcome(teams, { folder, n8nUrl, certificate: tls?.file });
			await untilInterrupted(signal);
		} finally {
			await teams.simulator.close();
		}
	} finally {
		await unlock();
	}
}

interface Known {
	readonly folder: string;
	readonly n8nUrl: string;
	/** The file of its certificate, if it speaks https. */
	readonly certificate: string | undefined;
}

async function welcome(teams: TeamsSide, { folder, n8nUrl, certificate }: Known): Promise<void> {
	const { simulator } = teams;
	say(
		`\n  Teams side   ${simulator.pageUrl}\n  API token    ${new URL(simulator.pageUrl).searchParams.get('token') ?? ''}`,
	);
	say(`\nFor the n8n at ${n8nUrl} (${await isThere(n8nUrl)}):`);
	say(
		'  1. Publish a workflow with the trigger "Microsoft Teams Outgoing Webhook Trigger" and copy its production URL.',
	);
	say(
		'  2. In the Teams side, under Webhooks, create an outgoing webhook with it, and paste the token into the credential.',
	);
	say(
		'  3. To post: create an incoming webhook there, paste its URL into the credential, and allow the host ' +
			new URL(simulator.baseUrl).hostname +
			'.',
	);
	const { tenantId, clientId, clientSecret, tokenUrl } = signInFields(teams);
	say(
		'  4. For a flow that asks callers to sign in: create an incoming webhook there that takes signed-in callers only,\n' +
			'     and fill in the credential\n' +
			'     "Microsoft Teams Workflows OAuth2 API":',
	);
	say(`     Client ID ${clientId}, Client Secret ${clientSecret},`);
	say(`     Tenant ID ${tenantId}, Token URL ${tokenUrl}, and the host of step 3 in Allowed Hosts.`);
	if (certificate !== undefined)
		say(
			'\nIt speaks https with a certificate of its own. Start n8n with NODE_EXTRA_CA_CERTS set to a copy of\n' +
				`  ${certificate}`,
		);
	say(`\nThe state is kept in ${folder}. Stop with Ctrl+C.`);
}

function warn(address: string, isEncrypted: boolean): void {
	say(`\n! Listening on ${address}: anyone who reaches this address and has the token can read and change everything.`);
	if (!isEncrypted)
		say(
			'  Nothing is encrypted, so the token can be overheard, and n8n posts to plain http on its own machine only: see --tls.',
		);
	say('  Use it inside a network of your own, and stop it when you are done.');
}

/** What its certificate is for: every name and address that it may be called by. */
function hostsOf({ listen, name }: { readonly listen: string; readonly name?: string | undefined }): readonly string[] {
	return [...new Set([...LOOPBACK, listen, ...(name === undefined ? [] : [name])])];
}

async function isThere(n8nUrl: string): Promise<string> {
	try {
		return (await fetch(`${n8nUrl}/healthz`, { signal: AbortSignal.timeout(2_000) })).ok
			? 'it answers'
			: 'it answers, but not as n8n does';
	} catch {
		return 'it does not answer yet';
	}
}

function readUrl(text: string): string {
	if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
		throw new StepError(`"${text}" is not the address of an n8n.`, 'Give one such as http://127.0.0.1:5678');
	return text.replace(/\/+$/, '');
}

main().catch((error: unknown) => {
	if (error instanceof StepError) say(`\n✗ ${error.message}\n  What to do: ${error.todo}`);
	else if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
		say(
			'\n✗ The port is taken.\n' +
				'  What to do: stop the program that uses it, or choose another port: npm run simulator -- --port 5790',
		);
	else if (error instanceof Error && 'code' in error && (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND'))
		say(
			'\n✗ This machine does not have that address.\n  What to do: give --listen an address of this machine; ip addr shows them.',
		);
	else say(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
});

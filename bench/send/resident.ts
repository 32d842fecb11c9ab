import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Resident memory of the n8n that this process has started, in bytes. `undefined` if there is no /proc, or no n8n. */
export function residentBytes(): number | undefined {
	if (!existsSync('/proc/self/status')) return undefined;
	const status = readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.map(readStatus)
		.find(isOurs);
	const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status ?? '')?.[1];
	return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

function readStatus(pid: string): string {
	try {
		const isN8n = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('/n8n/bin/n8n');
		return isN8n ? readFileSync(`/proc/${pid}/status`, 'utf8') : '';
	} catch {
		// The process has ended since the folder was listed.
		return '';
	}
}

function isOurs(status: string): boolean {
	return new RegExp(`^PPid:\\s+${process.pid}$`, 'm').test(status);
}

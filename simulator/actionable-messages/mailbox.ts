import type { Socket } from 'node:net';

import { createServer } from 'node:net';

/** A mail server on this machine that keeps what it gets. */
export interface Mailbox {
	readonly port: number;
	/** Emails as they came, headers and body, oldest first. */
	mails(): readonly string[];
	close(): Promise<void>;
}

/** SMTP replies by command (RFC 5321); everything else is answered with 250. */
const ANSWERS: Readonly<Record<string, string>> = { EHLO: '250 mailbox', DATA: '354 go on', QUIT: '221 bye' };

/** Starts the server on a free port; it asks for no password and offers no TLS. */
export async function startMailbox(): Promise<Mailbox> {
	const mails: string[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
		talk(socket, (mail) => void mails.push(mail));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('the mail server has no port');
	return {
		port: address.port,
		mails: () => [...mails],
		close: async () => {
			for (const socket of sockets) socket.destroy();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}

/** The text of an email's HTML part, decoded. */
export function htmlOf(mail: string): string {
	const [head = '', ...rest] = mail.split('\r\n\r\n');
	const body = rest.join('\r\n\r\n');
	const encoding = /content-transfer-encoding: *(\S+)/i.exec(head)?.[1]?.toLowerCase();
	if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
	if (encoding !== 'quoted-printable') return body;
	return Buffer.from(
		body
			.replace(/=\r\n/g, '')
			.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
		'latin1',
	).toString('utf8');
}

function talk(socket: Socket, keep: (mail: string) => void): void {
	let received = '';
	let inMail = false;
	socket.write('220 mailbox\r\n');
	socket.on('data', (data) => {
		received += data.toString('latin1');
		for (;;) {
			const end = received.indexOf(inMail ? '\r\n.\r\n' : '\r\n');
			if (end < 0) return;
			const text = received.slice(0, end);
			received = received.slice(end + (inMail ? 5 : 2));
			if (inMail) keep(text.replace(/\r\n\.\./g, '\r\n.'));
			inMail = !inMail && text.toUpperCase() === 'DATA';
			socket.write(`${inMail ? '354 go on' : (ANSWERS[text.slice(0, 4).toUpperCase()] ?? '250 ok')}\r\n`);
		}
	});
	// A client that hangs up has what it wants.
	socket.on('error', () => socket.destroy());
}

import type { Behaviour } from './fault-server';

import { once } from 'node:events';

/** Ways for one request to go wrong. Bodies count as read only where the name says that the body is read. */
export type FaultName =
	/** Reset when the head of the request is there. */
	| 'reset before the body'
	/** Reset when at least half of the body is there, before the server has taken all of it. */
	| 'reset during the body'
	/** The body is read; reset instead of an answer. */
	| 'reset after the body'
	/** The body is read; closed without an answer. */
	| 'closed after the body'
	/** Reset only where the connection has served a request before; otherwise read and answered with 202. */
	| 'reset of a pooled connection'
	/** The body is read; no answer ever. */
	| 'slow headers'
	/** The body is read; an answer that never ends. */
	| 'slow body'
	/** The body is read; an answer that breaks off inside a chunk. */
	| 'truncated chunk'
	/** The body is read; a head that is not HTTP. */
	| 'no HTTP'
	/** The body is read; a 103 before the 202. */
	| '103 before the answer'
	/** The body is read; a 100 nobody asked for before the 202. */
	| '100 before the answer'
	/** The body is read; a 200 whose body goes on until the client hangs up. */
	| 'endless body';

const CHUNK = 'x'.repeat(16_384);

/** Bounds the endless body, should a client read it all. */
const ENDLESS_CHUNKS = 4_096;

/** The behaviours by name, for `FaultServer.script`. */
export const FAULTS: Readonly<Record<FaultName, Behaviour>> = {
	'reset before the body': ({ reset }) => reset(),
	'reset during the body': ({ request, reset }) => {
		let seen = 0;
		request.on('data', (chunk: Buffer) => {
			seen += chunk.length;
			if (seen >= Number(request.headers['content-length']) / 2) reset();
		});
	},
	'reset after the body': async ({ readBody, reset }) => {
		await readBody();
		reset();
	},
	'closed after the body': async ({ readBody, request }) => {
		await readBody();
		request.socket.end();
	},
	'reset of a pooled connection': async ({ onConnection, readBody, reset, response }) => {
		if (onConnection > 1) return reset();
		await readBody();
		response.writeHead(202).end();
	},
	'slow headers': async ({ readBody }) => void (await readBody()),
	'slow body': async ({ readBody, response }) => {
		await readBody();
		response.writeHead(200, { 'content-length': '100' }).write('begin');
	},
	'truncated chunk': raw('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n40\r\nbegin'),
	'no HTTP': raw('220 mail.example ready\r\n'),
	'103 before the answer': raw(
		'HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\nHTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n',
	),
	'100 before the answer': raw('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n'),
	'endless body': async ({ readBody, response }) => {
		await readBody();
		response.writeHead(200);
		const closed = once(response, 'close');
		for (let sent = 0; sent < ENDLESS_CHUNKS && !response.destroyed; sent += 1) {
			if (!response.write(CHUNK)) await Promise.race([once(response, 'drain'), closed]);
		}
		response.end();
	},
};

/** Reads the body, writes bytes of its own and closes. */
function raw(bytes: string): Behaviour {
	return async ({ readBody, request }) => {
		await readBody();
		request.socket.end(bytes);
	};
}

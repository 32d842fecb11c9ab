import type { HeaderList } from '../model/types';

import { randomInt, randomUUID } from 'node:crypto';

import { authorization } from '../activity';

/** The headers of an outgoing webhook's request, in the order and spelling of a capture: no User-Agent (teams.md A.2). */
export function teamsHeaders(body: string, securityToken: string): HeaderList {
	return [
		['Accept', 'application/json'],
		['Authorization', authorization(body, securityToken)],
		['Content-Type', 'application/json; charset=utf-8'],
		['x-ms-request-id', randomUUID()],
		['x-ms-session-id', `6219${String(randomInt(10 ** 14)).padStart(14, '0')}`],
	];
}

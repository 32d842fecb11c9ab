import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { readIncoming } from '../../../nodes/shared/incoming-credential';
import { resolveCredential } from '../../support/oauth';

const GATEWAY = 'https://gw.example.com/x?sig=abc';

describe.each([[null], [undefined], [''], [' , '], [{}], [['gw.example.com']], [7], [true], ['*']])(
	'Allowed Hosts that are %j',
	(allowedHosts) => {
		it('let messages go to hosts of Microsoft only', () => {
			const data = { webhookUrl: GATEWAY, allowedHosts } as ICredentialDataDecryptedObject;
			expect(() => readIncoming(data)).toThrow(expect.objectContaining({ code: 'host-not-allowed' }) as Error);
		});

		it('let the client secret go to Microsoft only', () => {
			expect(tokenUrlOf(allowedHosts)).not.toContain('example.com');
		});
	},
);

/** An expression that cannot be evaluated gives no URL at all. */
function tokenUrlOf(allowedHosts: unknown): string {
	try {
		return JSON.stringify(
			resolveCredential({ tenantId: 't', tokenUrl: 'https://gw.example.com/token', allowedHosts } as never)
				.accessTokenUrl ?? null,
		);
	} catch {
		return '';
	}
}

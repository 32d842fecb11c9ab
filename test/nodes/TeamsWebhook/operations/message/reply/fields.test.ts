import { NodeHelpers } from 'n8n-workflow';

import { lateReplyNotice } from '../../../../../../nodes/TeamsWebhook/operations/message/reply/fields';

it('shows the way to a late reply while a late one fails, and nowhere else', () => {
	const shows = (lateReply: string, operation = 'reply') =>
		NodeHelpers.displayParameter({ resource: 'message', operation, lateReply }, lateReplyNotice, null, null);
	expect([shows('error'), shows('send'), shows('drop'), shows('error', 'send')]).toEqual([true, false, false, false]);
	expect(lateReplyNotice.displayName).toContain('"Send to Channel"');
});

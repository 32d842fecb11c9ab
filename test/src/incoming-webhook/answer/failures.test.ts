import { cancelledError } from '../../../../src/incoming-webhook/answer/failures';
import { TeamsWebhookError } from '../../../../src/errors';

it('a cancellation before there is a message says that nothing was sent', () => {
	const error = cancelledError();
	expect(error).toBeInstanceOf(TeamsWebhookError);
	expect([error.code, error.message, error.description]).toEqual([
		'cancelled',
		'The execution was canceled before the message was sent.',
		'Run the workflow again to send it.',
	]);
});

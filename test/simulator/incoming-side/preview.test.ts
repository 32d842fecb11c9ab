import type { AddressInfo } from 'node:net';

import { createServer } from 'node:http';

import { systemClock } from '../../../simulator/clock';
import { linksIn, previewLinks } from '../../../simulator/incoming-side/preview';
import { noStorage } from '../../../simulator/model/storage';
import { openStore } from '../../../simulator/model/store';

const card = (url: string) => ({ contentType: 'x', content: { actions: [{ type: 'Action.OpenUrl', url }] } });

it('finds the addresses of buttons and texts, once each, on this machine only', () =>
	expect(
		linksIn({
			text: 'see [this](http://127.0.0.1:5678/a?b=c) and http://localhost:1/x',
			attachments: [card('http://127.0.0.1:5678/a?b=c'), card('https://example.com/'), card('http://10.0.0.1/')],
		}),
	).toEqual(['http://127.0.0.1:5678/a?b=c', 'http://localhost:1/x']));

it('opens them with GET and HEAD under the name of the preview, and masks what they hold', async () => {
	const seen: string[] = [];
	const server = createServer((request, response) => {
		seen.push(
			`${request.method ?? ''} ${request.headers['user-agent']?.includes('SkypeUriPreview') ? 'preview' : 'other'}`,
		);
		response.end('ok');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const store = openStore(noStorage, systemClock, {});
	const url = `http://127.0.0.1:${port}/webhook-waiting/1?ask=secret1&signature=secret2`;
	await previewLinks({ store, clock: systemClock }, 'Flow', {
		text: '',
		attachments: [card(url), card('http://127.0.0.1:1/')],
	});
	server.close();
	expect(seen).toEqual(['GET preview', 'HEAD preview']);
	const { requests } = store.state();
	expect(requests.map(({ direction, method, status }) => [direction, method, status])).toEqual([
		['preview', 'GET', 200],
		['preview', 'HEAD', 200],
		['preview', 'GET', null],
		['preview', 'HEAD', null],
	]);
	expect(JSON.stringify(requests)).not.toMatch(/secret[12]/);
	store.close();
});

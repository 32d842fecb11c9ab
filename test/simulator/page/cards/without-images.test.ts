import { PLACEHOLDER, withoutImages } from '../../../../simulator/page/cards/without-images';

it('cards load no picture', () => {
	const { card, hosts } = withoutImages({
		backgroundImage: 'https://a.example/x',
		body: [
			{ type: 'Image', url: 'https://b.example/y' },
			{ type: 'Image', url: 'data:image/png;base64,x' },
		],
		actions: [{ type: 'Action.OpenUrl', url: 'https://c.example', iconUrl: 'http://d.example/z' }],
	});
	expect(card).toEqual({
		backgroundImage: PLACEHOLDER,
		body: [
			{ type: 'Image', url: PLACEHOLDER },
			{ type: 'Image', url: 'data:image/png;base64,x' },
		],
		actions: [{ type: 'Action.OpenUrl', url: 'https://c.example', iconUrl: PLACEHOLDER }],
	});
	expect(hosts).toEqual(['a.example', 'b.example', 'd.example']);
});

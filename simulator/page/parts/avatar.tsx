import { Icon } from './icons';

/** The first letters of a name, or a plug for a webhook. Hidden from screen readers: the name is beside it. */
export function Avatar({ name, kind }: { readonly name: string; readonly kind: string }) {
	const isPerson = kind === 'person';
	const letters = name
		.split(/\s+/)
		.map((word) => word[0] ?? '')
		.join('')
		.slice(0, 2)
		.toUpperCase();
	return (
		<span class={`avatar ${isPerson ? 'avatar-person' : 'avatar-app'}`} aria-hidden="true">
			{isPerson ? letters : <Icon name="webhooks" />}
		</span>
	);
}

import type { Completion } from './completing';

import { Avatar } from './parts/avatar';

/** The open list of names above the box, and what a screen reader says about it. */
export function Suggestions({
	id,
	completion: { found, active, pick },
}: {
	readonly id: string;
	readonly completion: Completion;
}) {
	return (
		<>
			{found.length > 0 && (
				<ul class="suggestions" role="listbox" id={id} aria-label="People and webhooks">
					{found.map(({ name, kind }, index) => (
						<li
							key={`${kind}${name}`}
							id={`${id}-${index}`}
							role="option"
							aria-selected={index === active}
							onMouseDown={(event) => event.preventDefault()}
							onClick={() => pick(name)}
						>
							<Avatar name={name} kind={kind} />
							<span class="grow">{name}</span>
							<span class="subtle">{kind === 'webhook' ? 'Webhook' : 'Person'}</span>
						</li>
					))}
				</ul>
			)}
			<span class="visually-hidden" aria-live="polite">
				{found.length > 0 &&
					`${found.length} ${found.length === 1 ? 'name' : 'names'}, Enter takes ${found[active]?.name ?? ''}`}
			</span>
		</>
	);
}

/** Ties the box to its list. */
export function suggestionAria(id: string, { found, active }: Completion) {
	return {
		'aria-autocomplete': 'list',
		'aria-haspopup': 'listbox',
		...(found.length > 0 ? { 'aria-controls': id, 'aria-activedescendant': `${id}-${active}` } : {}),
	} as const;
}

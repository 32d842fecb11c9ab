import type { Mentionable } from '../outgoing/segments';

import { useId, useState } from 'preact/hooks';

import { complete, openMention, suggestions } from './completion';
import { useDraft } from './draft';
import { ErrorText, useCall } from './parts/form';
import { Icon } from './parts/icons';

/** What a compose box needs. */
export interface ComposeProps {
	readonly label: string;
	readonly placeholder: string;
	readonly names: readonly Mentionable[];
	/** Text to begin with; a new value replaces what is written. */
	readonly draft?: { readonly text: string; readonly at: number };
	readonly autoFocus?: boolean;
	readonly onSend: (text: string) => Promise<void>;
	readonly onCancel?: () => void;
}

/** The compose box: Enter sends, Shift and Enter begins a line, `@` opens the list of names. */
export function Compose({ label, placeholder, names, draft, autoFocus = false, onSend, onCancel }: ComposeProps) {
	const { box, text, caret, place, follow, clear } = useDraft(draft, autoFocus);
	const [chosen, setChosen] = useState(0);
	const [isClosed, setClosed] = useState(false);
	const { busy, error, run } = useCall();
	const listId = useId();
	const mention = openMention(text, caret);
	const found = mention === undefined || isClosed ? [] : suggestions(mention.query, names);
	const active = Math.min(chosen, found.length - 1);

	const onInput = () => {
		follow();
		setClosed(false);
		setChosen(0);
	};
	const pick = (name: string) => {
		if (mention !== undefined) place(complete(text, caret, mention, name));
		setChosen(0);
	};
	const send = () => {
		if (text.trim() === '') return;
		run(async () => {
			await onSend(text.trim());
			clear(text);
		});
	};
	const onKeyDown = (event: KeyboardEvent) => {
		const picked = found[active];
		if (picked !== undefined && ['ArrowDown', 'ArrowUp', 'Enter', 'Tab', 'Escape'].includes(event.key) && !event.shiftKey) {
			event.preventDefault();
			if (event.key === 'ArrowDown') setChosen((active + 1) % found.length);
			else if (event.key === 'ArrowUp') setChosen((active + found.length - 1) % found.length);
			else if (event.key === 'Escape') setClosed(true);
			else pick(picked.name);
		} else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
			event.preventDefault();
			send();
		} else if (event.key === 'Escape' && text === '') onCancel?.();
	};

	return (
		<div class="compose">
			{found.length > 0 && (
				<ul class="suggestions" role="listbox" id={listId} aria-label="People and webhooks">
					{found.map(({ name, kind }, index) => (
						<li key={`${kind}${name}`} id={`${listId}-${index}`} role="option" aria-selected={index === active} onMouseDown={(event) => event.preventDefault()} onClick={() => pick(name)}>
							<Avatar name={name} kind={kind} />
							<span class="grow">{name}</span>
							<span class="subtle">{kind === 'webhook' ? 'Webhook' : 'Person'}</span>
						</li>
					))}
				</ul>
			)}
			<div class="compose-box">
				<textarea
					ref={box}
					rows={1}
					aria-label={label}
					placeholder={placeholder}
					aria-autocomplete="list"
					aria-haspopup="listbox"
					{...(found.length > 0 ? { 'aria-controls': listId, 'aria-activedescendant': `${listId}-${active}` } : {})}
					onInput={onInput}
					onClick={onInput}
					onKeyUp={(event) => {
						if (['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) onInput();
					}}
					onKeyDown={onKeyDown}
					onBlur={() => setClosed(true)}
				/>
				<button type="button" class="button primary square" aria-label="Send" disabled={busy || text.trim() === ''} onClick={send}>
					<Icon name="send" />
				</button>
			</div>
			<span class="visually-hidden" aria-live="polite">
				{found.length > 0 && `${found.length} ${found.length === 1 ? 'name' : 'names'}, Enter takes ${found[active]?.name ?? ''}`}
			</span>
			<ErrorText error={error} />
		</div>
	);
}

/** The first letters of a name, or a plug for a webhook. Told by the name beside it. */
export function Avatar({ name, kind }: { readonly name: string; readonly kind: string }) {
	const isPerson = kind === 'person';
	const letters = name.split(/\s+/).map((word) => word[0] ?? '').join('').slice(0, 2).toUpperCase();
	return (
		<span class={`avatar ${isPerson ? 'avatar-person' : 'avatar-app'}`} aria-hidden="true">
			{isPerson ? letters : <Icon name="webhooks" />}
		</span>
	);
}

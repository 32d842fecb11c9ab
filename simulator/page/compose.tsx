import type { Mentionable } from '../outgoing/segments';
import type { Beginning } from './draft';

import { useId } from 'preact/hooks';

import { useCompletion } from './completing';
import { useDraft } from './draft';
import { ErrorText, useCall } from './parts/form';
import { Icon } from './parts/icons';
import { Suggestions, suggestionAria } from './suggestions';

/** Keys that move the caret without changing the text. */
const CARET_KEYS = ['ArrowLeft', 'ArrowRight', 'Home', 'End'];

/** What a compose box needs. */
interface ComposeProps {
	readonly label: string;
	readonly placeholder: string;
	readonly names: readonly Mentionable[];
	/** Text to begin with; a new value replaces what is written. */
	readonly draft?: Beginning;
	readonly autoFocus?: boolean;
	readonly onSend: (text: string) => Promise<void>;
	readonly onCancel?: () => void;
}

/** The compose box: Enter sends, Shift and Enter begins a line, `@` opens the list of names. */
export function Compose({
	label,
	placeholder,
	names,
	draft: beginning,
	autoFocus = false,
	onSend,
	onCancel,
}: ComposeProps) {
	const draft = useDraft(beginning, autoFocus);
	const completion = useCompletion(draft, names);
	const { busy, error, run } = useCall();
	const listId = useId();
	const toSend = draft.text.trim();

	const send = () => {
		if (toSend === '') return;
		run(async () => {
			await onSend(toSend);
			draft.clear(draft.text);
		});
	};
	const onKeyDown = (event: KeyboardEvent) => {
		const isSending = event.key === 'Enter' && !event.shiftKey && !event.isComposing;
		if (completion.take(event)) event.preventDefault();
		else if (isSending) {
			event.preventDefault();
			send();
		} else if (event.key === 'Escape' && draft.text === '') onCancel?.();
	};
	const onKeyUp = (event: KeyboardEvent) => {
		if (CARET_KEYS.includes(event.key)) completion.follow();
	};

	return (
		<div class="compose">
			<Suggestions id={listId} completion={completion} />
			<div class="compose-box">
				<textarea
					ref={draft.box}
					rows={1}
					aria-label={label}
					placeholder={placeholder}
					{...suggestionAria(listId, completion)}
					onInput={completion.follow}
					onClick={completion.follow}
					onKeyUp={onKeyUp}
					onKeyDown={onKeyDown}
					onBlur={completion.close}
				/>
				<SendButton isDisabled={busy || toSend === ''} onClick={send} />
			</div>
			<ErrorText error={error} />
		</div>
	);
}

function SendButton({ isDisabled, onClick }: { readonly isDisabled: boolean; readonly onClick: () => void }) {
	return (
		<button type="button" class="button primary square" aria-label="Send" disabled={isDisabled} onClick={onClick}>
			<Icon name="send" />
		</button>
	);
}

import type { ComponentChildren } from 'preact';

import { useState } from 'preact/hooks';

import { ApiError } from '../api';

/** A form that calls the API: one call at a time, with its refusal above the button. */
export function Form({
	label,
	action,
	onSubmit,
	children,
}: {
	readonly label: string;
	readonly action: string;
	readonly onSubmit: () => Promise<void>;
	readonly children: ComponentChildren;
}) {
	const { busy, error, run } = useCall();
	return (
		<form
			class="form"
			aria-label={label}
			onSubmit={(event) => {
				event.preventDefault();
				run(onSubmit);
			}}
		>
			{children}
			<ErrorText error={error} />
			<button type="submit" class="button primary" disabled={busy}>
				{action}
			</button>
		</form>
	);
}

/** A refusal, read out at once. */
export function ErrorText({ error }: { readonly error: string }) {
	return error === '' ? null : (
		<p class="error" role="alert">
			{error}
		</p>
	);
}

/** Runs one call at a time and keeps what was wrong with it. */
export function useCall(): {
	readonly busy: boolean;
	readonly error: string;
	readonly run: (work: () => Promise<void>) => void;
} {
	const [busy, setBusy] = useState(false);
	const [error, setError] = useState('');
	const run = (work: () => Promise<void>) => {
		if (busy) return;
		setBusy(true);
		setError('');
		work()
			.catch((problem: unknown) => setError(problem instanceof ApiError ? problem.message : String(problem)))
			.finally(() => setBusy(false));
	};
	return { busy, error, run };
}

/** A labelled field. */
export function FormField({
	label,
	hint,
	children,
}: {
	readonly label: string;
	readonly hint?: string;
	readonly children: ComponentChildren;
}) {
	return (
		<label class="field">
			<span class="field-label">{label}</span>
			{children}
			{hint !== undefined && <span class="hint">{hint}</span>}
		</label>
	);
}

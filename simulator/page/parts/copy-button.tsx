import { useState } from 'preact/hooks';

import { Icon } from './icons';

/** Chosen: how long the button says that it has copied. */
const SAID_MS = 2_000;

/** Copies a text. Says what it did, even if the browser does not allow it. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
	const [said, setSaid] = useState('');
	const copy = async () => {
		try {
			await navigator.clipboard.writeText(text);
			setSaid('Copied');
		} catch {
			setSaid('Select and copy it');
		}
		setTimeout(() => setSaid(''), SAID_MS);
	};
	return (
		<button type="button" class="button quiet" onClick={() => void copy()} aria-label={said === '' ? label : said}>
			<Icon name="copy" />
			<span aria-live="polite">{said === '' ? 'Copy' : said}</span>
		</button>
	);
}

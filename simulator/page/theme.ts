import { useEffect, useState } from 'preact/hooks';

/** What somebody chose. */
export type ThemeChoice = 'system' | 'light' | 'dark';

/** What is drawn. */
export type Theme = 'light' | 'dark';

const KEY = 'teams-simulator-theme';

/** The theme, and the switch for it. The choice is kept in this browser. */
export function useTheme(): {
	readonly choice: ThemeChoice;
	readonly theme: Theme;
	readonly choose: (choice: ThemeChoice) => void;
} {
	const [choice, setChoice] = useState<ThemeChoice>(stored);
	const [systemIsDark, setSystemIsDark] = useState(() => darkQuery().matches);
	useEffect(() => {
		const query = darkQuery();
		const listen = () => setSystemIsDark(query.matches);
		query.addEventListener('change', listen);
		return () => query.removeEventListener('change', listen);
	}, []);
	const theme: Theme = choice === 'system' ? (systemIsDark ? 'dark' : 'light') : choice;
	useEffect(() => {
		document.documentElement.dataset.theme = theme;
	}, [theme]);
	const choose = (next: ThemeChoice) => {
		localStorage.setItem(KEY, next);
		setChoice(next);
	};
	return { choice, theme, choose };
}

function darkQuery(): MediaQueryList {
	return matchMedia('(prefers-color-scheme: dark)');
}

function stored(): ThemeChoice {
	const kept = localStorage.getItem(KEY);
	return kept === 'light' || kept === 'dark' ? kept : 'system';
}

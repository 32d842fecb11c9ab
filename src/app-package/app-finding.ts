/** Every code a finding about an app package can carry; `docs/connector-app.md` explains each. A code never changes its meaning. */
type AppFindingCode =
	| 'app-color-invalid'
	| 'app-domain-invalid'
	| 'app-domain-missing'
	| 'app-domains-too-many'
	| 'app-icon-broken'
	| 'app-icon-letter'
	| 'app-icon-not-png'
	| 'app-icon-not-transparent'
	| 'app-icon-not-white'
	| 'app-icon-size'
	| 'app-icon-too-large'
	| 'app-id-invalid'
	| 'app-text-missing'
	| 'app-text-too-long'
	| 'app-url-credentials'
	| 'app-url-host'
	| 'app-url-invalid'
	| 'app-url-not-https'
	| 'app-url-shared'
	| 'app-url-test'
	| 'app-url-webhook'
	| 'app-version-invalid';

/** One thing that is wrong with an app package. An `error` is what Teams or its manifest schema refuses, or what cannot work. */
export interface AppFinding {
	readonly severity: 'error' | 'warning';
	readonly code: AppFindingCode;
	/** Where: the path in the manifest, as in `developer.name`, or the file name of an icon. */
	readonly path: string;
	/** What is wrong, in one sentence, without the value. */
	readonly message: string;
	/** What to do about it, in one sentence. */
	readonly fix: string;
}

/** A finding of severity `error`. */
export function appError(code: AppFindingCode, path: string, message: string, fix: string): AppFinding {
	return { severity: 'error', code, path, message, fix };
}

/** A finding of severity `warning`. */
export function appWarning(code: AppFindingCode, path: string, message: string, fix: string): AppFinding {
	return { severity: 'warning', code, path, message, fix };
}

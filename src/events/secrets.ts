/** Names of members whose values are secrets, in any spelling (`apiKey`, `api_key`, `X-Api-Key`). */
const SECRET_NAME =
	/token|secret|passw|passphrase|passcode|authori[sz]ation|api[-_. ]?key|access[-_. ]?key|private[-_. ]?key|signing[-_. ]?key|secret[-_. ]?key|routing[-_. ]?key|signature|cookie|credential|bearer|session[-_. ]?id|webhook[-_. ]?ur[il]|^(?:sig|auth|pwd|pin|otp|jwt|key)$/i;

/** Values that are keys or tokens by their form, as their issuers document it. */
const SECRET_VALUE =
	/\beyJ[\w-]{8,}\.[\w-]{8,}\.|\b(?:sk|rk|pk)_(?:live|test)_\w{8,}|\bwhsec_\w{8,}|\bgh[pousr]_\w{20,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{16,}|\bxox[abeprs]-[\w-]{8,}|\bAKIA[A-Z\d]{12,}|-----BEGIN [A-Z ]*PRIVATE KEY/;

/** Addresses that post for whoever knows them. */
const SECRET_PLACE =
	/:\/\/(?:hooks\.slack\.com\/|discord(?:app)?\.com\/api\/webhooks\/|[^/]*webhook\.office\.com\/|[^/]*\.logic\.azure\.com|[^/]*\.api\.powerplatform\.com)/i;

const ADDRESS = /\b[a-z][a-z\d+.-]*:\/\/[^\s<>"'()]+/gi;

/** Whether the value of a member with this name may be a secret. */
export function isSecretName(name: string): boolean {
	return SECRET_NAME.test(name.trim());
}

/** Whether an address contains a user or a parameter with the name of a secret, or is itself a webhook. */
export function isSecretUrl(address: string): boolean {
	if (SECRET_PLACE.test(address)) return true;
	if (!URL.canParse(address)) return false;
	const { username, password, searchParams, hash } = new URL(address);
	const names = [...searchParams.keys(), ...new URLSearchParams(hash.slice(1)).keys()];
	return username + password !== '' || names.some(isSecretName);
}

/** Whether a text has something in it that looks like a secret: a key, a token, an address with one. */
export function holdsSecret(text: string): boolean {
	return SECRET_VALUE.test(text) || (text.match(ADDRESS) ?? []).some(isSecretUrl);
}

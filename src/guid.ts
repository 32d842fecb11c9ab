const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** True for a GUID in Microsoft's form for ids of tenants, people and apps: 32 hexadecimal digits with hyphens, in either case. */
export function isGuid(text: string): boolean {
	return GUID.test(text);
}

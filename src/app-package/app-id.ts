import { createHash } from 'crypto';

/** The namespace of names that are URLs (RFC 9562, 6.6). */
const URL_NAMESPACE = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex');

/**
 * A GUID derived from a URL (version 5, RFC 9562, 5.5): the same URL always gives the same GUID, so that an app that is
 * built again is a new version of the same app.
 */
export function guidOfUrl(url: string): string {
	const bytes = createHash('sha1').update(URL_NAMESPACE).update(url, 'utf8').digest().subarray(0, 16);
	bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
	bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
	const hex = bytes.toString('hex');
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

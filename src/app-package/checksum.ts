/** The polynomial of CRC-32 with its bits reversed (PNG specification, annex D). */
const POLYNOMIAL = 0xedb88320;

/** The CRC-32 of bytes, as PNG chunks carry it: an unsigned number. */
export function crc32(bytes: Uint8Array): number {
	let crc = 0xffffffff;
	for (const byte of bytes) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? POLYNOMIAL : 0);
	}
	return (crc ^ 0xffffffff) >>> 0;
}

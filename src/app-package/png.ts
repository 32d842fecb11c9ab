import { zlibSync } from '../vendor/fflate';
import { crc32 } from './checksum';

/** The first bytes of every PNG (PNG specification, 5.2). */
export const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Bytes of one pixel: red, green, blue and alpha in eight bits each. */
export const PIXEL_BYTES = 4;

/** Colour type 6: red, green, blue and alpha (PNG specification, 11.2.2). */
const COLOR_TYPE_RGBA = 6;

/** A square picture; rows from the top, four bytes for each pixel. */
export interface Picture {
	readonly pixels: number;
	readonly rgba: Uint8Array;
}

/** Writes a picture as a PNG with eight bits per channel and alpha. The same picture gives the same bytes. */
export function encodePng({ pixels, rgba }: Picture): Uint8Array {
	const rowBytes = pixels * PIXEL_BYTES;
	const rows = Buffer.alloc(pixels * (rowBytes + 1));
	for (let row = 0; row < pixels; row += 1)
		rows.set(rgba.subarray(row * rowBytes, (row + 1) * rowBytes), row * (rowBytes + 1) + 1);
	const header = Buffer.alloc(13);
	header.writeUInt32BE(pixels, 0);
	header.writeUInt32BE(pixels, 4);
	header.set([8, COLOR_TYPE_RGBA, 0, 0, 0], 8);
	return Buffer.concat([
		PNG_SIGNATURE,
		chunk('IHDR', header),
		chunk('IDAT', zlibSync(rows, { level: 9 })),
		chunk('IEND', new Uint8Array()),
	]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length);
	checksum.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, checksum]);
}

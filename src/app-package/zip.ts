import { zipSync } from '../vendor/fflate';

/** The time of every file in a zip, so that the same files give the same bytes. Zip files have no time zone, and begin in 1980. */
const FILE_TIME = new Date(1980, 0, 1, 12);

/** A file of a zip: its name at the root, and its bytes. */
interface ZipFile {
	readonly name: string;
	readonly bytes: Uint8Array;
}

/** A zip of files at its root, in this order. The same files always give the same bytes. */
export function zipFiles(files: readonly ZipFile[]): Uint8Array {
	return zipSync(Object.fromEntries(files.map(({ name, bytes }) => [name, bytes])), { level: 9, mtime: FILE_TIME });
}

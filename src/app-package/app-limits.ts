/**
 * The manifest schema version of packages: it has `connectors`, and every version of Teams accepts it (teams.md G.4).
 */
export const MANIFEST_VERSION = '1.16';

/** Documented (manifest schema 1.16): characters of each text, counted as Unicode code points. */
export const TEXT_MAX_CHARACTERS = {
	'name.short': 30,
	'name.full': 100,
	'description.short': 80,
	'description.full': 4_000,
	'developer.name': 32,
} as const;

/** A text of the manifest with a length limit. */
export type LimitedText = keyof typeof TEXT_MAX_CHARACTERS;

/** Documented (manifest schema 1.16): characters of an address. */
export const APP_URL_MAX_CHARACTERS = 2_048;

/** Documented (manifest schema 1.16): characters of a connector ID. */
export const CONNECTOR_ID_MAX_CHARACTERS = 64;

/** Documented (manifest schema 1.16): characters of a version. */
export const VERSION_MAX_CHARACTERS = 256;

/** Documented (manifest schema 1.16; 100 in the newest): valid domains of an app. */
export const VALID_DOMAINS_MAX = 16;

/** Documented (teams.md G.4): width and height of `color.png`, in pixels. */
export const COLOR_ICON_PIXELS = 192;

/** Documented (teams.md G.4): width and height of `outline.png`, in pixels. */
export const OUTLINE_ICON_PIXELS = 32;

/** Chosen: an icon is a few KB; more is a mistake, and part of every download of the app. */
export const ICON_MAX_BYTES = 256 * 1024;

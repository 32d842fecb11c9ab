/** Chosen: real cards nest 10 to 20 levels; up to this depth, recursion cannot exhaust the stack. */
export const NESTING_MAX_LEVELS = 100;

/** Chosen: one expression in `${}`; the longest we have seen has 300 characters. */
export const EXPRESSION_MAX_CHARACTERS = 4_000;

/** Chosen: operators and brackets inside each other; a chain `a + b + c` counts one level for each operator. */
export const EXPRESSION_MAX_LEVELS = 200;

/** Chosen: steps of one expansion, about a second of work; a card of 28 KB needs a few thousand. */
export const STEPS_MAX = 500_000;

/** Chosen: values in the finished card. Teams takes 28 KB in all, which is far less; shortening may still need the rest. */
export const OUTPUT_MAX_VALUES = 20_000;

/** Chosen: characters in the finished card, for the same reason. */
export const OUTPUT_MAX_CHARACTERS = 500_000;

/** Chosen: the longest text, and the longest list, that a function may make. */
export const TEXT_MAX_CHARACTERS = 200_000;
export const LIST_MAX_VALUES = 20_000;

/**
 * Chosen: entries and characters that the functions of one binding may make and still need. An entry takes 8 to about
 * 100 bytes and a character one or two, so that an expansion stays under 64 MB (docs/performance.md).
 */
export const MADE_MAX_ENTRIES = 200_000;
export const MADE_MAX_CHARACTERS = 2_000_000;

/** Chosen: the longest format of a date; real ones have 30 characters. */
export const DATE_FORMAT_MAX_CHARACTERS = 200;

/** Chosen: comparisons of characters per step when one text is searched in another. */
export const COMPARISONS_PER_STEP = 2_000;

/** Chosen: characters per step; engines copy texts quickly. */
export const CHARACTERS_PER_STEP = 64;

/** Chosen: entries of a list or an object per step. */
export const ENTRIES_PER_STEP = 16;

/** Chosen: how much more memory and time a property of a large object takes than an entry of a list. */
export const ENTRIES_PER_NAME = 8;

/** Chosen: names of an object per step when one is looked up ignoring case. */
export const NAMES_PER_STEP = 2;

/** Chosen: more findings than this help nobody. */
export const FINDINGS_MAX = 200;

/** A change that no test of its room can notice. */
export interface Survivor {
	/** Path of the source, from the root of the repository. */
	readonly file: string;
	/** The line in which the change begins, without indentation. */
	readonly line: string;
	/** The code before the change, on one line. */
	readonly code: string;
	/** What Stryker puts in its place, on one line. */
	readonly becomes: string;
	/** Why nobody who calls this code can see the difference. */
	readonly why: string;
}

/** The changes that are known to be invisible from outside. Every other one must fail a test. */
export const SURVIVORS: readonly Survivor[] = [
	{
		file: 'src/incoming-webhook/pace/pause.ts',
		line: 'let stop = () => undefined as void;',
		code: '() => undefined as void',
		becomes: '() => undefined',
		why: 'Only a type is taken away, and types are gone when the code runs.',
	},
	{
		file: 'src/incoming-webhook/pace/flow-tally.ts',
		line: 'const timesMs = groups.get(group) ?? [];',
		code: '[]',
		becomes: '["Stryker was here"]',
		why: 'No number is less than a text, so the extra entry never counts as a recent time, and it is the first to be dropped when the 26th message comes.',
	},
	{
		file: 'src/incoming-webhook/pace/schedule.ts',
		line: '.map((window) => groups.get(keyOf(window))?.timesMs ?? [])',
		code: '[]',
		becomes: '["Stryker was here"]',
		why: 'The list of a window without messages is only read, or thrown away after a search that finds nothing in it, and a text is neither before nor after any time.',
	},
	{
		file: 'src/incoming-webhook/pace/schedule.ts',
		line: 'windows.map((window) => ({ window, timesMs: groups.get(keyOf(window))?.timesMs ?? [] })),',
		code: '[]',
		becomes: '["Stryker was here"]',
		why: 'The list of a window without messages is only read, or thrown away after a search that finds nothing in it, and a text is neither before nor after any time.',
	},
	{
		file: 'src/incoming-webhook/pace/schedule.ts',
		line: 'const timesMs = groups.get(keyOf(window))?.timesMs ?? [];',
		code: '[]',
		becomes: '["Stryker was here"]',
		why: 'The list of a window without messages is only read, or thrown away after a search that finds nothing in it, and a text is neither before nor after any time.',
	},
	{
		file: 'src/incoming-webhook/pace/schedule.ts',
		line: 'const before = group.timesMs.filter((timeMs) => timeMs <= atMs).length;',
		code: 'timeMs <= atMs',
		becomes: 'timeMs < atMs',
		why: 'A time is put before those equal to it instead of after them, and equal numbers in a list cannot be told apart.',
	},
	{
		file: 'src/incoming-webhook/pace/time-slots.ts',
		line: 'for (let index = 0; index < before.length; index += 1) {',
		code: 'index < before.length',
		becomes: 'index <= before.length',
		why: 'If too many later messages follow, the search goes on from a time that is too early by less than one window, finds that full as well, and ends at the same time after more steps.',
	},
	{
		file: 'src/incoming-webhook/pace/time-slots.ts',
		line: 'return after.length >= limit ? (after[0] ?? atMs) + windowMs : atMs;',
		code: 'after[0] ?? atMs',
		becomes: 'after[0] && atMs',
		why: 'The search goes on from one window after the message instead of after the first later one, which is too early and full as well, and ends at the same time after more steps.',
	},
	{
		file: 'src/incoming-webhook/answer/flow-confirmation.ts',
		line: "if (typeof answer !== 'object' || answer === null || Reflect.get(answer, 'outcome') !== 'delivered') return undefined;",
		code: 'answer === null',
		becomes: 'false',
		why: 'The parser is only asked about texts with the word "delivered", and `null` is not one of them; the check is there for the types.',
	},
	{
		file: 'src/incoming-webhook/answer/flow-confirmation.ts',
		line: '} catch {',
		code: '{ // Not JSON: another answer, which the table reads. return undefined; }',
		becomes: '{}',
		why: 'A function that ends without a return gives `undefined` as well.',
	},
	{
		file: 'src/incoming-webhook/answer/echo.ts',
		line: "const [, path = '', query = ''] = /:\\/\\/[^/?]*([^?]*)\\??(.*)/s.exec(url) ?? [];",
		code: '[]',
		becomes: '["Stryker was here"]',
		why: 'Only the first entry of the list changes, which is the whole match and which nobody reads.',
	},
	{
		file: 'src/incoming-webhook/answer/shared-run.ts',
		line: 'const size = 2 ** Math.ceil(Math.log2(Math.max(8, known.length * BITS_PER_CHARACTER)));',
		code: 'Math.max(8, known.length * BITS_PER_CHARACTER)',
		becomes: 'Math.min(8, known.length * BITS_PER_CHARACTER)',
		why: 'With eight bits or none, more runs share a bit, and the texts themselves still decide; only the time differs.',
	},
	{
		file: 'src/incoming-webhook/answer/shared-run.ts',
		line: 'const size = 2 ** Math.ceil(Math.log2(Math.max(8, known.length * BITS_PER_CHARACTER)));',
		code: 'known.length * BITS_PER_CHARACTER',
		becomes: 'known.length / BITS_PER_CHARACTER',
		why: 'With fewer bits, more runs share one, and the texts themselves still decide; only the time differs.',
	},
	{
		file: 'src/incoming-webhook/answer/shared-run.ts',
		line: 'const bits = new Uint8Array(size / 8);',
		code: 'size / 8',
		becomes: 'size * 8',
		why: 'The bits that are added are never read; only the memory differs.',
	},
	{
		file: 'src/incoming-webhook/answer/shared-run.ts',
		line: 'for (let start = 0; start + RUN_CHARACTERS <= known.length; start += 1) {',
		code: 'start + RUN_CHARACTERS',
		becomes: 'start - RUN_CHARACTERS',
		why: 'The loop also sets bits for what is left at the end, and a bit too many only costs a comparison with the texts themselves, which decides.',
	},
	{
		file: 'src/incoming-webhook/answer/shared-run.ts',
		line: '((bits[place >> 3] ?? 0) & (1 << (place & 7))) !== 0 &&',
		code: '((bits[place >> 3] ?? 0) & (1 << (place & 7))) !== 0',
		becomes: 'true',
		why: 'The bits only spare comparisons with the texts themselves, which decide; only the time differs.',
	},
	{
		file: 'src/incoming-webhook/answer/shared-run.ts',
		line: 'function placeOf(text: string, start: number, size: number): number {',
		code: '{ let hash = 0x811c9dc5; for (let index = start; index < start + RUN_CHARACTERS; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193); return (hash ^ (hash >>> 15)) & (size - 1); }',
		becomes: '{}',
		why: 'All runs then share one bit, and the texts themselves still decide; only the time differs.',
	},
	{
		file: 'src/incoming-webhook/answer/shared-run.ts',
		line: 'for (let index = start; index < start + RUN_CHARACTERS; index += 1)',
		code: 'index < start + RUN_CHARACTERS',
		becomes: 'false',
		why: 'No character is counted, so all runs share one bit, and the texts themselves still decide; only the time differs.',
	},
	{
		file: 'src/incoming-webhook/answer/shared-run.ts',
		line: 'for (let index = start; index < start + RUN_CHARACTERS; index += 1)',
		code: 'index < start + RUN_CHARACTERS',
		becomes: 'index >= start + RUN_CHARACTERS',
		why: 'No character is counted, so all runs share one bit, and the texts themselves still decide; only the time differs.',
	},
	{
		file: 'src/incoming-webhook/answer/shared-run.ts',
		line: 'for (let index = start; index < start + RUN_CHARACTERS; index += 1)',
		code: 'start + RUN_CHARACTERS',
		becomes: 'start - RUN_CHARACTERS',
		why: 'No character is counted, so all runs share one bit, and the texts themselves still decide; only the time differs.',
	},
	{
		file: 'src/actionable-message/json-web-token.ts',
		line: "if (typeof payload.aud !== 'string' || typeof payload.iat !== 'number') return refuse('token-claims');",
		code: "typeof payload.iat !== 'number'",
		becomes: 'false',
		why: 'jose has already refused a token whose `iat` is missing or not a number; the check is there for the types.',
	},
	{
		file: 'src/outgoing-webhook/admit.ts',
		line: 'const text = freshness.offBySeconds > 0 ? rules.texts.tooOld : rules.texts.fromFuture;',
		code: 'freshness.offBySeconds > 0',
		becomes: 'freshness.offBySeconds >= 0',
		why: 'The number of seconds is never 0.',
	},
	{
		file: 'src/outgoing-webhook/allow-list.ts',
		line: "return list.kind === 'ids' && ids.some((id) => id !== null && list.ids.has(normalize(id)));",
		code: 'id !== null',
		becomes: 'true',
		why: 'No list contains null, so a missing id is not found in it; the check is there for the types.',
	},
	{
		file: 'src/outgoing-webhook/allow-list.ts',
		line: 'return encoded === undefined ? undefined : decodeURIComponent(encoded);',
		code: 'encoded === undefined',
		becomes: 'false',
		why: 'The decoded text would be "undefined", which is no id of a team or channel either.',
	},
	{
		file: 'src/outgoing-webhook/allow-list.ts',
		line: '} catch {',
		code: '{ // A broken percent-encoding is not an id. return undefined; }',
		becomes: '{}',
		why: 'A function that ends without a result returns undefined, too.',
	},
	{
		file: 'src/outgoing-webhook/allow-list.ts',
		line: "return { kind: 'ids', ids: new Set(ids.filter((id) => id !== undefined)) };",
		code: 'ids.filter((id) => id !== undefined)',
		becomes: 'ids',
		why: 'A list with an entry that is not an id has been refused before; the filter is there for the types.',
	},
	{
		file: 'src/outgoing-webhook/allow-list.ts',
		line: "return { kind: 'ids', ids: new Set(ids.filter((id) => id !== undefined)) };",
		code: 'id !== undefined',
		becomes: 'true',
		why: 'A list with an entry that is not an id has been refused before; the filter is there for the types.',
	},
	{
		file: 'src/outgoing-webhook/allow-list.ts',
		line: 'if (id === undefined) return undefined;',
		code: 'id === undefined',
		becomes: 'false',
		why: 'Nothing that reads ids takes undefined for one, so the entry is refused all the same; the check is there for the types.',
	},
	{
		file: 'src/outgoing-webhook/allow-list.ts',
		line: 'return isGuid(id) ? id.toLowerCase() : id;',
		code: 'id.toLowerCase()',
		becomes: 'id.toUpperCase()',
		why: 'The list and what is looked up in it are written in the same case either way.',
	},
	{
		file: 'src/outgoing-webhook/freshness.ts',
		line: 'const sentMs = timestamp !== null && TIMESTAMP.test(timestamp) ? Date.parse(timestamp) : Number.NaN;',
		code: 'timestamp !== null',
		becomes: 'true',
		why: 'The pattern would be asked about the text "null", which is no time; the check is there for the types.',
	},
	{
		file: 'src/approval/answer.ts',
		line: 'return timestamp !== null && Math.abs(nowMs - Date.parse(timestamp)) <= PROOF_LIFE_MS;',
		code: 'timestamp !== null',
		becomes: 'true',
		why: 'The date of `null` cannot be read and is not a number, so no message without a time is fresh anyway; the check is there for the types.',
	},
	{
		file: 'src/actionable-message/json-web-token.ts',
		line: '} catch {',
		code: '{ // Not JSON: the caller refuses it as malformed. return undefined; }',
		becomes: '{}',
		why: 'A function that ends without a result returns undefined, too.',
	},
];

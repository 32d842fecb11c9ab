import type { QuestionTexts } from './texts';

/** What the page shows in place of the form. */
export type PageNotice = 'recorded' | 'closed' | 'expired' | 'stale' | 'byMention' | 'refused' | 'failed';

/** The sentences that the script of the page needs; the page contains them as JSON. */
export type PageTexts = Pick<QuestionTexts, 'sending' | 'recorded' | 'closed' | 'failed' | 'missing'>;

/** What the node tells the script of its page; `problems` are sentences, keyed by the name of the input. */
export type PageAnswer =
	| { readonly ok: true }
	| { readonly ok: false; readonly notice: PageNotice; readonly text: string }
	| { readonly ok: false; readonly problems: Readonly<Record<string, string>> };

/** The header that the script sets: whoever posts a plain form gets pages, the script gets JSON. */
export const SCRIPT_HEADER = 'x-answer-by';

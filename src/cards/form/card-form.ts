/** The colours of the panel; they are the container styles of Adaptive Cards. */
export type CardColor = 'default' | 'accent' | 'good' | 'attention' | 'warning';

/** A name and a value. Both are data: they appear as they are written, not as Markdown. */
export interface FormFact {
	readonly title: string;
	readonly value: unknown;
}

/** Many items as rows. Headings and cells are data. */
export interface FormTable {
	/** The heading above the table; empty: none. */
	readonly heading: string;
	readonly columns: readonly string[];
	readonly rows: readonly (readonly unknown[])[];
	/** Rows that were left out. */
	readonly more: number;
}

/** How dates in data are shown; `style: 'asWritten'` leaves them as they are. */
export interface DateFormat {
	readonly style: 'asWritten' | 'date' | 'dateTime';
	/** A BCP 47 tag like `nb-NO`; empty: English. */
	readonly locale: string;
	/** An IANA zone like `Europe/Oslo`. */
	readonly timeZone: string;
}

/** What a person filled in to make a card without JSON. */
export interface CardForm {
	readonly title: string;
	/** The person's own Markdown, unless `escapeText`. */
	readonly text: string;
	readonly color: CardColor;
	/** Each group is a list, with a line between two of them: one for each item if many become one card. */
	readonly factGroups: readonly (readonly FormFact[])[];
	/** Items that were left out of `factGroups`. */
	readonly moreItems: number;
	/** The text in place of rows and items that were left out; `{count}` is their number. */
	readonly moreText: string;
	readonly images: readonly { readonly url: string; readonly altText: string }[];
	readonly buttons: readonly { readonly title: string; readonly url: string }[];
	/** `id`: user principal name or Entra object id. */
	readonly mentions: readonly { readonly name: string; readonly id: string }[];
	readonly table?: FormTable;
	readonly fullWidth: boolean;
	readonly rightToLeft: boolean;
	readonly escapeText: boolean;
	readonly dates: DateFormat;
}

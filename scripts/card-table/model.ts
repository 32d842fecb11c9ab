/** What a member accepts, as words: `string`, `number`, `boolean`, `object`, `any`, `url`, `image`, `icon`, the name of an enum, a type or a group, or `[...]`. */
export type Words = readonly string[];

/** One member of an object of the card. */
export interface CardMember {
	readonly name: string;
	readonly required: boolean;
	readonly words: Words;
	/** The version that introduced it; absent if no source says so. */
	readonly since?: string;
}

/** One kind of object in a card: an element, an action, or a part of one. */
export interface CardType {
	/** The value of its `type`, or the name of the interface where it has none. */
	readonly key: string;
	readonly since?: string;
	/** True if the object has a `type` that says what it is. */
	readonly typed: boolean;
	readonly members: ReadonlyMap<string, CardMember>;
}

/** Everything the validator knows, before it is written down. */
export interface CardModel {
	readonly types: Map<string, CardType>;
	readonly enums: Map<string, readonly string[]>;
	readonly groups: Map<string, readonly string[]>;
}

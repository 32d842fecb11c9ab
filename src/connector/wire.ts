/** What happens to a subscription; also the event that the trigger emits. */
export type ConnectorAction = 'created' | 'updated' | 'removed';

/** How a field of the configuration page is filled in. */
export type FieldType = 'text' | 'choice' | 'choices' | 'checkbox';

/** One of the choices of a field. */
export interface Choice {
	readonly value: string;
	readonly label: string;
}

/** One field of the configuration page, checked. `default` has the type of its value: a text, a list or a boolean. */
export interface Field {
	readonly name: string;
	readonly label: string;
	readonly type: FieldType;
	readonly choices: readonly Choice[];
	readonly default: SettingValue;
	readonly required: boolean;
	readonly help: string;
}

/** What was filled in: a text, the values that were ticked, or whether a box is ticked. */
export type SettingValue = string | readonly string[] | boolean;

/** The values of the form by the names of its fields. */
export type Settings = Readonly<Record<string, SettingValue>>;

/** What the page knows from the start, included in it as JSON. */
export interface PageData {
	readonly fields: ReadonlyArray<Pick<Field, 'name' | 'type' | 'required'>>;
}

/** The answer to a request for a state, which is valid once, for one action, for a few minutes. */
export interface StateAnswer {
	readonly state: string;
	/** Only for `created`: the id of the subscription for Teams and n8n until n8n has answered. */
	readonly entityId?: string;
}

/** Who configures where, as the browser says: unverified. */
export interface ReportedContext {
	readonly user: { readonly id: string | null; readonly principalName: string | null };
	readonly tenant: { readonly id: string | null };
	readonly team: { readonly id: string | null; readonly name: string | null };
	readonly channel: { readonly id: string | null; readonly name: string | null };
	readonly host: { readonly name: string | null; readonly clientType: string | null };
	readonly appType: string | null;
	readonly locale: string | null;
	readonly timeZone: string | null;
}

/** What the page posts; the server does not trust it. */
export interface Submission {
	readonly action: ConnectorAction;
	readonly state: string;
	readonly entityId: string;
	/** Empty only when a subscription is removed and the host no longer tells its URL. */
	readonly webhookUrl: string;
	readonly configName: string;
	readonly settings: Settings;
	readonly context: ReportedContext;
}

/** The answer to the page. Only with `ok: true` does it report success to the host. */
export type PageAnswer =
	| {
			readonly ok: true;
			/** Takes the place of the entity id the page has sent. */ readonly entityId?: string;
			readonly note?: string;
	  }
	| {
			readonly ok: false;
			readonly reason: string;
			/** What is wrong with single fields, by name. */ readonly fields?: Readonly<Record<string, string>>;
	  };

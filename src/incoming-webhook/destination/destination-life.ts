import type { DestinationKind, WebhookService } from '../../webhook-hosts';

/** Whether Teams still listens there: `legacy` may have stopped, `dead` has (teams.md C.1 and D). */
export type DestinationLife = 'current' | 'legacy' | 'dead';

/** Power Automate's name for the trigger of its flows; the author of a Logic App chooses the trigger's name. */
const POWER_AUTOMATE_TRIGGER = /\/triggers\/manual\/paths\//;

const NEW_URL = 'Create a Workflows URL instead: channel menu > Workflows.';

const RETIRED_CONNECTOR = `This is an Office 365 connector URL. Microsoft switched connectors off in Teams in May 2026: messages may not arrive. ${NEW_URL}`;

const OLD_FLOW =
	'This is a flow URL in the older form (logic.azure.com). Power Automate URLs in this form stopped working on 30 November 2025: open the flow and copy the URL that it shows now. Azure Logic Apps still work.';

/**
 * Whether Teams still listens behind a URL. Connectors ended in Teams on 22 May 2026 (teams.md D); flow URLs of the
 * older form on 30 November 2025, but a Logic App of Azure can look the same (C.1), so these are only `legacy`.
 */
export function lifeOf(service: WebhookService, url: URL): DestinationLife {
	if (service === 'connector') return 'dead';
	return service === 'logicApps' && POWER_AUTOMATE_TRIGGER.test(url.pathname) ? 'legacy' : 'current';
}

/** The warning for every message to such a URL. */
export function warningsOf({
	kind,
	life,
}: {
	readonly kind: DestinationKind;
	readonly life: DestinationLife;
}): readonly string[] {
	if (kind === 'connector') return [RETIRED_CONNECTOR];
	return life === 'legacy' ? [OLD_FLOW] : [];
}

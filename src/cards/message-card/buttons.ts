import type { LocatedObject, LossCollector } from './losses';
import type { JsonObject } from '../../json';

import { BUTTONS_PER_SET } from '../../limits';
import { isAbsent, shownName } from './losses';
import { memberPath } from './shapes';
import { webUrl } from './web-url';

type ActionReader = (action: LocatedObject, losses: LossCollector) => readonly JsonObject[];

const USE_LINK =
	'Use an OpenUri button that opens a page where this can be done, or let people answer in Teams with an @mention.';
const USE_WEB_URL = 'Use an address that starts with https://.';

/** What each action of a card becomes (teams.md E.3). For webhooks, a button can only open a page (H.2). */
const READERS: ReadonlyMap<unknown, ActionReader> = new Map<unknown, ActionReader>([
	['OpenUri', openUri],
	['ViewAction', viewAction],
	['ActionCard', actionCard],
	['HttpPOST', httpPost],
]);

const INNER_READERS: ReadonlyMap<unknown, ActionReader> = new Map<unknown, ActionReader>([
	['OpenUri', openUri],
	['HttpPOST', httpPost],
]);

/** The buttons of the `potentialAction` of a card or section, in their order. */
export function buttonsOf(holder: LocatedObject, losses: LossCollector): readonly JsonObject[] {
	return losses.objects(holder, 'potentialAction').flatMap((action) => readAction(action, READERS, losses));
}

/** Buttons in sets of six, the most that Teams shows in one (teams.md H.2, C1). */
export function actionSets(buttons: readonly JsonObject[]): readonly JsonObject[] {
	return Array.from({ length: Math.ceil(buttons.length / BUTTONS_PER_SET) }, (_, set) => ({
		type: 'ActionSet',
		actions: buttons.slice(set * BUTTONS_PER_SET, (set + 1) * BUTTONS_PER_SET),
	}));
}

function readAction(
	action: LocatedObject,
	readers: ReadonlyMap<unknown, ActionReader>,
	losses: LossCollector,
): readonly JsonObject[] {
	const type = action.value['@type'];
	const reader = readers.get(type);
	if (reader !== undefined) return reader(action, losses);
	losses.lose(
		action.path,
		`Cards from webhooks cannot have a button of the type ${shownName(type)}, so it was left out.`,
		USE_LINK,
	);
	return [];
}

/** The default target, or the first one that is a web address; the other addresses are lost. */
function openUri(action: LocatedObject, losses: LossCollector): readonly JsonObject[] {
	const targets = losses.objects(action, 'targets').map(({ value, path }) => ({
		isDefault: value.os === 'default',
		uri: value.uri,
		url: webUrl(value.uri),
		path: memberPath(path, 'uri'),
	}));
	const usable = targets.filter(({ url }) => url !== undefined);
	const chosen = usable.find(({ isDefault }) => isDefault) ?? usable[0];
	loseOthers(
		targets.filter(({ url }) => url !== chosen?.url),
		chosen !== undefined,
		losses,
	);
	return button(action, chosen?.url, losses);
}

/** The oldest form, with the addresses in a list (teams.md E.3). */
function viewAction(action: LocatedObject, losses: LossCollector): readonly JsonObject[] {
	const { target } = action.value;
	const path = memberPath(action.path, 'target');
	const targets = Array.isArray(target)
		? Array.from(target, (uri: unknown, index) => ({ uri, url: webUrl(uri), path: `${path}[${index}]` }))
		: [{ uri: target, url: webUrl(target), path }];
	const chosen = targets.find(({ url }) => url !== undefined);
	loseOthers(
		targets.filter(({ url }) => url !== chosen?.url),
		chosen !== undefined,
		losses,
	);
	return button(action, chosen?.url, losses);
}

/** If no address is left, the button itself is lost. */
function loseOthers(
	targets: ReadonlyArray<{ readonly uri: unknown; readonly path: string }>,
	hasButton: boolean,
	losses: LossCollector,
): void {
	for (const { uri, path } of targets) {
		if (hasButton && !isAbsent(uri))
			losses.lose(
				path,
				'A button can have only one http(s) address, for all devices, so this address was left out.',
				'Use one address that works on every device.',
			);
	}
}

function button(action: LocatedObject, url: string | undefined, losses: LossCollector): readonly JsonObject[] {
	const title = losses.text(action, 'name').trim();
	if (url !== undefined) return [{ type: 'Action.OpenUrl', title: title === '' ? new URL(url).hostname : title, url }];
	losses.lose(
		action.path,
		'This button does not have an absolute http(s) URL, which would make the card invalid, so it was left out.',
		USE_WEB_URL,
	);
	return [];
}

/** Its links become buttons in its place; its inputs are lost. */
function actionCard(action: LocatedObject, losses: LossCollector): readonly JsonObject[] {
	const inputs = losses.objects(action, 'inputs');
	for (const { path } of inputs)
		losses.lose(path, 'Cards from webhooks cannot have input fields, so this one was left out.', USE_LINK);
	const actions = losses.objects(action, 'actions');
	if (inputs.length + actions.length === 0)
		losses.lose(action.path, 'This ActionCard is empty, so it was left out.', USE_LINK);
	return actions.flatMap((inner) => readAction(inner, INNER_READERS, losses));
}

function httpPost({ path }: LocatedObject, losses: LossCollector): readonly JsonObject[] {
	losses.lose(path, 'Only connector cards have buttons that post to a URL, so this one was left out.', USE_LINK);
	return [];
}

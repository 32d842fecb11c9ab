/**
 * The part of Teams and Outlook that frames the configuration page of a connector: it answers what teams-js posts
 * (2.58, `internal/communication.js`) and sends what a person's clicks on Save and Remove send. Parameters of the
 * address: `page`, `generation` (2, 1, or 0 for a host without configuration), `theme`, `frame`, `webhookUrl`, and
 * `saved`, what the host has kept of the last time (JSON).
 */
const parameters = new URLSearchParams(location.search);
const generation = Number(parameters.get('generation') ?? '2');
const frame = document.getElementById('frame');
const page = parameters.get('page') ?? 'about:blank';
const saved = JSON.parse(parameters.get('saved') ?? '{}');
const webhookUrl =
	parameters.get('webhookUrl') ??
	'https://outlook.office.com/webhook/00000000-0000-4000-8000-000000000000@11111111-0000-4000-8000-000000000000/IncomingWebhook/abc/def';

/** Everything the page has said and done, for whoever looks at the host. */
const host = {
	valid: false,
	settings: saved,
	kept: saved,
	registered: [],
	heard: [],
	outcome: null,
	notifiedSuccess: 0,
	origins: [],
};
window.host = host;

/** What TeamsJS 2 gets to know; a host of the first generation names no runtime, and the SDK takes what that could do. */
const RUNTIMES = {
	0: { apiVersion: 4, supports: { pages: {} } },
	2: {
		apiVersion: 4,
		hostVersionsInfo: { adaptiveCardSchemaVersion: { majorVersion: 1, minorVersion: 5 } },
		supports: { app: {}, pages: { config: {} } },
	},
};

const CONTEXT = {
	locale: 'en-us',
	theme: parameters.get('theme') ?? 'default',
	entityId: saved.entityId ?? '',
	frameContext: parameters.get('frame') ?? 'settings',
	userObjectId: '22222222-0000-4000-8000-000000000000',
	userPrincipalName: 'ada@example.com',
	tid: '11111111-0000-4000-8000-000000000000',
	teamId: '19:team@thread.tacv2',
	teamName: 'Operations',
	channelId: '19:channel@thread.tacv2',
	channelName: 'Alerts',
	hostName: 'Teams',
	hostClientType: 'web',
};

/** What each call is answered with; `undefined` for calls that expect nothing. */
const ANSWERS = {
	initialize: () =>
		generation === 1
			? [CONTEXT.frameContext, 'web']
			: [CONTEXT.frameContext, 'web', JSON.stringify(RUNTIMES[generation]), '2.0.1'],
	getContext: () => [CONTEXT],
	'settings.getSettings': () => [host.settings],
	'settings.setSettings': ([settings]) => {
		host.settings = {
			...settings,
			appType: 'teams',
			userObjectId: CONTEXT.userObjectId,
			...(generation === 1 ? { webhookUrl } : {}),
		};
		return [true];
	},
	'settings.setValidityState': ([valid]) => {
		host.valid = valid;
		document.getElementById('save').disabled = !valid;
		document.getElementById('remove').disabled = saved.entityId === undefined;
	},
	registerHandler: ([name]) => void host.registered.push(name),
	'settings.save.success': () => end('saved', () => (host.kept = { ...host.settings, webhookUrl })),
	'settings.save.failure': ([reason]) => end('failed', undefined, reason),
	'settings.remove.success': () => end('removed', () => (host.kept = {})),
	'settings.remove.failure': ([reason]) => end('failed', undefined, reason),
	'appInitialization.success': () => void (host.notifiedSuccess += 1),
};

function end(outcome, keep, reason) {
	keep?.();
	host.outcome = { outcome, reason: reason ?? null };
	document.getElementById('result').textContent = reason ?? outcome;
}

/** A page of the wrong origin is not answered, as Teams answers only domains of the app's manifest. */
addEventListener('message', (event) => {
	const { data } = event;
	if (event.source !== frame.contentWindow || typeof data?.func !== 'string') return;
	host.origins.push(event.origin);
	if (event.origin !== new URL(page).origin) return;
	host.heard.push(data.func);
	const args = ANSWERS[data.func]?.(data.args ?? []);
	if (args === undefined) return;
	const address = generation === 1 ? { id: data.id } : { id: data.id, uuidAsString: data.uuidAsString };
	event.source.postMessage({ ...address, args }, event.origin);
});

function send(func, args) {
	host.outcome = null;
	frame.contentWindow.postMessage({ func, args }, new URL(page).origin);
}

document
	.getElementById('save')
	.addEventListener('click', () => send('settings.save', generation === 1 ? [] : [{ webhookUrl }]));
document.getElementById('remove').addEventListener('click', () => send('settings.remove', []));
host.setTheme = (theme) => send('themeChange', [theme]);

frame.src = page;

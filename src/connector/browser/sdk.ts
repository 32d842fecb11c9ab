import { app, pages, settings } from '@microsoft/teams-js';

/** A subscription as the host sees it. Only connectors have `configName` and `webhookUrl`, which the types of teams-js lack. */
export interface HostConfig extends pages.InstanceConfig {
	readonly configName?: string;
	readonly webhookUrl?: string;
	readonly appType?: string;
	readonly userObjectId?: string;
}

/** One way to configure, whichever generation of the SDK the host speaks. */
export interface ConfigSdk {
	setValidityState(valid: boolean): void;
	onSave(handler: (event: pages.config.SaveEvent) => void): void;
	onRemove(handler: (event: pages.config.RemoveEvent) => void): void;
	read(): Promise<HostConfig>;
	write(config: HostConfig): Promise<void>;
}

/** Connects to the host that frames the page. Rejects outside a frame, and if the host does not answer. */
export async function connect(): Promise<ConfigSdk> {
	await app.initialize();
	return pages.config.isSupported() ? PAGES_CONFIG : SETTINGS;
}

/** TeamsJS 2: promises. */
const PAGES_CONFIG: ConfigSdk = {
	setValidityState: (valid) => pages.config.setValidityState(valid),
	onSave: (handler) => pages.config.registerOnSaveHandler(handler),
	onRemove: (handler) => pages.config.registerOnRemoveHandler(handler),
	read: async () => await pages.getConfig(),
	write: async (config) => await pages.config.setConfig(config),
};

/** TeamsJS 1: callbacks. */
const SETTINGS: ConfigSdk = {
	setValidityState: (valid) => settings.setValidityState(valid),
	onSave: (handler) => settings.registerOnSaveHandler(handler),
	onRemove: (handler) => settings.registerOnRemoveHandler(handler),
	read: async () => await new Promise((resolve) => settings.getSettings(resolve)),
	write: async (config) =>
		await new Promise((resolve, reject) => {
			settings.setSettings(config, (ok, reason) =>
				ok ? resolve() : reject(new Error(reason ?? 'The app that shows this page did not accept the settings.')),
			);
		}),
};

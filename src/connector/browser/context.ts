import type { ReportedContext } from '../wire';
import type { HostConfig } from './sdk';

import { app } from '@microsoft/teams-js';

/** What Teams says about the person, the channel and itself. Nobody has checked it: the server marks it so. */
export async function reportedContext(config: HostConfig): Promise<ReportedContext> {
	const { user, team, channel, app: host } = await app.getContext();
	return {
		user: { id: textOf(user?.id) ?? textOf(config.userObjectId), principalName: textOf(user?.userPrincipalName) },
		tenant: { id: textOf(user?.tenant?.id) },
		team: { id: textOf(team?.internalId), name: textOf(team?.displayName) },
		channel: { id: textOf(channel?.id), name: textOf(channel?.displayName) },
		host: { name: textOf(host.host.name), clientType: textOf(host.host.clientType) },
		appType: textOf(config.appType),
		locale: textOf(host.locale),
		timeZone: textOf(Intl.DateTimeFormat().resolvedOptions().timeZone),
	};
}

/** Follows the theme of Teams: default, dark or contrast. */
export async function followTheme(): Promise<void> {
	const show = (theme: string) => (document.documentElement.dataset.theme = theme);
	app.registerOnThemeChangeHandler(show);
	show((await app.getContext()).app.theme);
}

function textOf(value: unknown): string | null {
	return typeof value === 'string' && value !== '' ? value : null;
}

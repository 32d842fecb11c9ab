import type { ReportedContext } from '../wire';
import type { HostConfig } from './sdk';

import { app } from '@microsoft/teams-js';

/** What Teams says about the person, the channel and itself. It is unverified, and the server marks it so. */
export async function reportedContext(config: HostConfig): Promise<ReportedContext> {
	const { user, team, channel, app: host } = await app.getContext();
	return {
		user: {
			id: textOrNull(user?.id) ?? textOrNull(config.userObjectId),
			principalName: textOrNull(user?.userPrincipalName),
		},
		tenant: { id: textOrNull(user?.tenant?.id) },
		team: { id: textOrNull(team?.internalId), name: textOrNull(team?.displayName) },
		channel: { id: textOrNull(channel?.id), name: textOrNull(channel?.displayName) },
		host: { name: textOrNull(host.host.name), clientType: textOrNull(host.host.clientType) },
		appType: textOrNull(config.appType),
		locale: textOrNull(host.locale),
		timeZone: textOrNull(Intl.DateTimeFormat().resolvedOptions().timeZone),
	};
}

/** Follows the theme of Teams: default, dark or contrast. */
export async function followTheme(): Promise<void> {
	const show = (theme: string) => (document.documentElement.dataset.theme = theme);
	app.registerOnThemeChangeHandler(show);
	show((await app.getContext()).app.theme);
}

function textOrNull(value: unknown): string | null {
	return typeof value === 'string' && value !== '' ? value : null;
}

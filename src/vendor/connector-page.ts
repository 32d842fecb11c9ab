/**
 * The script of the configuration page: `src/connector/browser` together with `@microsoft/teams-js` (MIT), as one text.
 * The build writes it into this file of `dist` (`npm run build`); in the sources, and so in unit tests, it is empty.
 */
export const PAGE_SCRIPT = '' as string;

/**
 * The script of the configuration page: `src/connector/browser` together with `@microsoft/teams-js` (MIT), as one text.
 * The build writes it into this file of `dist`; in the sources it is empty, and a trigger without it serves no page.
 */
export const PAGE_SCRIPT = '' as string;

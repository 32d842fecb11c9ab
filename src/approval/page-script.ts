/**
 * The script of the page that answers a question: `src/approval/browser` as one text. The build writes it into this
 * file of `dist` (`npm run build`); in the sources, and so in unit tests, it is empty.
 */
export const PAGE_SCRIPT = '' as string;

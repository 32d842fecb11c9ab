/** Style sheet of the preview page: light and dark, readable from 320 px on. It contains no address, "<" or "&". */
export const PAGE_STYLE = [
	':root{color-scheme:light dark;--page:#f5f5f5;--card:#fff;--text:#242424;--subtle:#616161;--line:#d1d1d1;--accent:#ebf3fc;--attention:#fdf3f4;--good:#f1faf1;--warning:#fff9f5;--emphasis:#fafafa;--error:#b10e1c}',
	'@media (prefers-color-scheme:dark){:root{--page:#141414;--card:#292929;--text:#fff;--subtle:#adadad;--line:#525252;--accent:#082338;--attention:#3f1011;--good:#052505;--warning:#411200;--emphasis:#333;--error:#eeacb2}}',
	'*{box-sizing:border-box}',
	'body{margin:0;padding:12px;background:var(--page);color:var(--text);font:15px/1.45 system-ui,sans-serif;overflow-wrap:anywhere}',
	'main{max-width:640px;margin:0 auto}',
	'section{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:12px;margin:0 0 12px}',
	'h2{font-size:13px;margin:0 0 8px;color:var(--subtle);font-weight:600}',
	'p{margin:0 0 8px}.strong{font-weight:600}.subtle,.note{color:var(--subtle)}',
	'dl{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,2fr);gap:4px 12px;margin:0 0 8px}dt{font-weight:600}dd{margin:0}',
	'.group{margin:0 0 8px;padding:8px;border-left:3px solid var(--line)}',
	'.accent{background:var(--accent)}.attention{background:var(--attention)}.good{background:var(--good)}div.warning{background:var(--warning)}.emphasis{background:var(--emphasis)}.cell .group{border:0;padding:0}',
	'.columns,.row{display:flex;flex-wrap:wrap;gap:0 12px}.columns .cell,.row .cell{flex:1 1 120px;min-width:0}.row{border-bottom:1px solid var(--line)}',
	'.button{display:inline-block;border:1px solid var(--line);border-radius:4px;padding:2px 10px;font-weight:600}',
	'code,pre{font-family:ui-monospace,monospace;font-size:13px}pre{white-space:pre-wrap;margin:0 0 8px;padding:8px;background:var(--emphasis)}',
	'ul{margin:0;padding:0 0 0 18px}li{margin:0 0 6px}li.error strong{color:var(--error)}',
].join('');

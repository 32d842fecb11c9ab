/** Colours follow the theme that Teams names; every pair has a contrast of at least 4.5 to 1. The layout is one column from 320 px on. */
export const PAGE_STYLE = `
:root{color-scheme:light;--text:#242424;--page:#fff;--help:#595959;--line:#616161;--focus:#444791;--bad:#a4262c}
:root[data-theme=dark]{color-scheme:dark;--text:#fff;--page:#292929;--help:#c8c8c8;--line:#adadad;--focus:#a6a7dc;--bad:#ff99a4}
:root[data-theme=contrast]{color-scheme:dark;--text:#fff;--page:#000;--help:#fff;--line:#fff;--focus:#1aebff;--bad:#ffff01}
*{box-sizing:border-box}
[hidden]{display:none}
body{margin:0;background:var(--page);color:var(--text);font:1rem/1.45 "Segoe UI",system-ui,sans-serif}
main{max-width:40rem;margin:0 auto;padding:1rem}
h1{margin:0 0 .5rem;font-size:1.35rem;overflow-wrap:anywhere}
p{margin:0 0 .5rem;overflow-wrap:anywhere}
p:empty{display:none}
.field{margin:0 0 1rem;padding:0;border:0;min-width:0}
label,legend{display:block;padding:0;font-weight:600;overflow-wrap:anywhere}
.help,.required{color:var(--help);font-size:.875rem;font-weight:400}
.error,.problem{color:var(--bad);font-weight:600}
.error{margin:.25rem 0 0;font-size:.875rem}
.problem{padding:.5rem;border:2px solid currentcolor}
input[type=text],select{width:100%;min-height:2.5rem;padding:.375rem .5rem;border:1px solid var(--line);border-radius:4px;background:var(--page);color:var(--text);font:inherit}
[aria-invalid=true]{border:2px solid var(--bad)!important}
.box{display:flex;gap:.5rem;align-items:flex-start;padding:.25rem 0}
.box label{font-weight:400}
.box input{flex:none;width:1.25rem;height:1.25rem;margin:.1rem 0 0}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
`;

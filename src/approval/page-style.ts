/** Light and dark as the device asks; every pair has a contrast of at least 4.5 to 1. One column from 320 px on, and targets of 44 px. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--text:#242424;--page:#f5f5f5;--card:#fff;--help:#595959;--line:#616161;--focus:#444791;--bad:#a4262c;--primary:#444791;--on:#fff}
@media (prefers-color-scheme:dark){:root{--text:#fff;--page:#1f1f1f;--card:#292929;--help:#c8c8c8;--line:#adadad;--focus:#a6a7dc;--bad:#ff99a4;--primary:#a6a7dc;--on:#1f1f1f}}
*{box-sizing:border-box}
[hidden]{display:none!important}
body{margin:0;background:var(--page);color:var(--text);font:1rem/1.45 "Segoe UI",system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:40rem;margin:0 auto;padding:1rem;background:var(--card);min-height:100vh}
h1{margin:0 0 .75rem;font-size:1.35rem}
p{margin:0 0 .75rem}
#status:empty{margin:0}
.error:empty,.problem:empty{display:none}
.text{white-space:pre-wrap;margin:0 0 1rem}
pre{padding:.5rem;border:1px solid var(--line);border-radius:4px;font-family:ui-monospace,monospace;font-size:.875rem;max-height:50vh;overflow:auto}
dl{margin:0 0 1rem;display:grid;grid-template-columns:minmax(0,1fr) minmax(0,2fr);gap:.25rem .75rem}
dt{font-weight:600}
dd{margin:0}
.field{margin:0 0 1rem;padding:0;border:0;min-width:0}
label,legend{display:block;padding:0;font-weight:600}
.required,.notice{color:var(--help);font-size:.875rem;font-weight:400}
.error,.problem{color:var(--bad);font-weight:600}
.error{margin:.25rem 0 0;font-size:.875rem}
.problem{padding:.5rem;border:2px solid currentcolor}
input:not([type=radio],[type=checkbox]),select,textarea{width:100%;min-height:2.75rem;padding:.5rem;border:1px solid var(--line);border-radius:4px;background:var(--card);color:var(--text);font:inherit}
[aria-invalid=true]{border:2px solid var(--bad)!important}
.box{display:flex;gap:.5rem;align-items:flex-start;padding:.375rem 0}
.box label{font-weight:400}
.box input{flex:none;width:1.25rem;height:1.25rem;margin:.1rem 0 0}
.buttons{display:flex;flex-wrap:wrap;gap:.75rem;margin:0 0 1rem}
button{min-height:2.75rem;padding:.5rem 1.25rem;border:1px solid var(--line);border-radius:4px;background:transparent;color:var(--text);font:inherit;font-weight:600;cursor:pointer}
.primary{background:var(--primary);border-color:var(--primary);color:var(--on)}
button:disabled{opacity:.6;cursor:default}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
`;

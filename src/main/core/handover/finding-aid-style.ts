/** The look of the finding aid: the reader's own fonts, light and dark as the reader's system is. */
export const findingAidStyle = `
:root { --ground: #fbfbfa; --text: #1c1d1f; --quiet: #5b5f66; --line: #d6d8db; --accent: #0b5cad; --alarm: #a3280f; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #17191c; --text: #e8e9eb; --quiet: #a4a9b1; --line: #3a3e44; --accent: #7db8f5; --alarm: #ff9b85; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 1.5rem; font: 1rem/1.5 system-ui, sans-serif;
  color: var(--text); background: var(--ground); }
h1 { font-size: 1.5rem; margin: 0 0 1rem; }
label { display: block; color: var(--quiet); }
label.check { margin-top: .5rem; }
input[type=search] { width: 100%; font: inherit; padding: .5rem; color: inherit; background: transparent;
  border: 1px solid var(--quiet); border-radius: 4px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
#count { color: var(--quiet); }
#results { list-style: none; padding: 0; margin: 0; }
#results > li { border-top: 1px solid var(--line); padding: .5rem 0; }
summary { cursor: pointer; overflow-wrap: anywhere; }
.code { font-weight: 600; }
.facts { color: var(--quiet); font-variant-numeric: tabular-nums; }
.damaged { color: var(--alarm); }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .15rem 1rem; margin: .5rem 0; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; }
th, td { text-align: left; padding: .2rem .5rem .2rem 0; vertical-align: top; overflow-wrap: anywhere; }
th { color: var(--quiet); font-weight: 400; }
td.hash { font-family: ui-monospace, monospace; font-size: .75rem; }
button { font: inherit; padding: .5rem 1rem; color: inherit; background: transparent; border: 1px solid var(--quiet);
  border-radius: 4px; cursor: pointer; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: .25rem; }
footer { color: var(--quiet); border-top: 1px solid var(--line); margin-top: 1.5rem; }
@media print { form, button, .skip { display: none !important; } }
`;

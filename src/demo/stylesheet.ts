/** The demo shop's look. CSS only: no script, no font, no picture from anywhere. */

/** Follows the system's theme unless `data-theme` on the root says otherwise. */
export const STYLESHEET = `
:root { color-scheme: light dark; --paper: light-dark(#faf8f4, #171a18); --card: light-dark(#fff, #202522);
  --ink: light-dark(#22302a, #e6ece8); --faint: light-dark(#66736c, #98a69e); --line: light-dark(#e4e0d7, #333a36);
  --accent: light-dark(#1f6b4a, #6fcf9f); --on-accent: light-dark(#fff, #0d1a13);
  --good: light-dark(#1f6b4a, #6fcf9f); --bad: light-dark(#a8321f, #ff9c88); }
:root[data-theme=light] { color-scheme: light } :root[data-theme=dark] { color-scheme: dark }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif }
header, main, footer { max-width: 1080px; margin: 0 auto; padding: 0 24px }
header { display: flex; flex-wrap: wrap; align-items: center; gap: 12px; padding-block: 20px }
header strong { font: 600 22px/1.2 Georgia, serif; letter-spacing: .01em; margin-right: auto }
main { display: grid; grid-template-columns: minmax(0, 1fr) 340px; gap: 24px; align-items: start }
@media (max-width: 820px) { main { grid-template-columns: minmax(0, 1fr) } }
h1, h2 { font: 600 17px/1.3 Georgia, serif; margin: 0 0 12px }
p { margin: 0 0 10px } p:last-child { margin-bottom: 0 }
.faint { color: var(--faint); font-size: 13px } .number { font-variant-numeric: tabular-nums }
.teas { display: grid; grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); gap: 16px; margin: 0; padding: 0 }
.tea, .card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; list-style: none }
.tea { overflow: hidden; display: flex; flex-direction: column }
.label { height: 88px; padding: 0 16px; display: flex; align-items: end; color: #fffc;
  font: italic 54px/1 Georgia, serif; background: linear-gradient(135deg, hsl(var(--hue) 36% 55%), hsl(var(--hue) 42% 32%)) }
.tea div + div { padding: 14px 16px 16px; display: flex; flex-direction: column; gap: 2px; flex: 1 }
.tea form { display: flex; align-items: center; justify-content: space-between; margin-top: auto; padding-top: 10px }
dl { display: grid; grid-template-columns: auto 1fr; gap: 2px 12px; margin: 0 0 6px } dd { margin: 0; text-align: right }
.card { padding: 16px 18px; margin-bottom: 16px }
.row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center }
button, input { font: inherit; color: inherit; border: 1px solid var(--line); border-radius: 7px; padding: 6px 12px;
  background: var(--card) }
input { flex: 1; min-width: 0 }
button { cursor: pointer } button:hover { border-color: var(--accent) }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent) }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
.flash { border-left: 3px solid var(--accent); padding: 8px 14px; margin-bottom: 10px; background: var(--card) }
.flash.error { border-color: var(--bad) }
.cart { max-height: 190px; overflow: auto; margin: 0 0 12px; padding: 0; font-size: 13px }
.cart li { display: flex; justify-content: space-between; gap: 8px; list-style: none; padding: 2px 0 }
code { font: 12.5px/1.5 ui-monospace, monospace; overflow-wrap: anywhere }
meter { width: 100%; height: 12px }
.verdict { font-weight: 600 } .verdict.good { color: var(--good) } .verdict.bad { color: var(--bad) }
footer { padding-block: 8px 32px }
`;

/** The report's looks, on screen and on A4. Nothing is fetched from anywhere. */
export const STYLE = `
:root { --ink: #17202c; --soft: #5b6777; --line: #dde3ea; --paper: #fff; --wash: #f5f7fa; --accent: #3b5bdb;
  --fail: #c92a2a; --pass: #2b8a3e; --open: #b35900; --excepted: #6741d9; --manual: #495057; --none: #868e96; }
* { box-sizing: border-box; }
html { background: var(--wash); -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { margin: 0 auto; max-width: 60rem; padding: 2.5rem 3rem 4rem; background: var(--paper); color: var(--ink);
  font: 14px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: .3rem 0 .2rem; letter-spacing: -.01em; }
h2 { font-size: 1.25rem; margin: 2.6rem 0 .8rem; padding-bottom: .35rem; border-bottom: 2px solid var(--ink); }
h3 { font-size: 1.05rem; margin: 1.8rem 0 .5rem; color: var(--soft); }
h4 { font-size: 1rem; margin: 0; }
p { margin: .4rem 0; }
a { color: inherit; }
.brand { display: flex; justify-content: space-between; color: var(--soft); font-size: .85rem; letter-spacing: .02em; }
.brand b { color: var(--accent); }
.soft { color: var(--soft); }
.small { font-size: .85rem; }
.id { font-variant-numeric: tabular-nums; white-space: nowrap; }
code { font: .82em/1.4 ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.hero { display: grid; grid-template-columns: 9rem 1fr; gap: 2rem; align-items: center; margin: 1.8rem 0 1.2rem;
  padding: 1.4rem 1.6rem; background: var(--wash); border: 1px solid var(--line); border-radius: 10px; }
.score { text-align: center; }
.score svg { display: block; width: 100%; }
.bar { display: flex; height: .8rem; border-radius: .4rem; overflow: hidden; background: var(--line); }
.bar i { display: block; }
.legend { display: grid; grid-template-columns: repeat(3, 1fr); gap: .4rem 1.2rem; margin: .8rem 0 0; padding: 0; list-style: none; }
.legend b { font-size: 1.25rem; font-variant-numeric: tabular-nums; margin-right: .35rem; }
.dot { display: inline-block; width: .6rem; height: .6rem; border-radius: 50%; margin-right: .4rem; }
dl { display: grid; grid-template-columns: 10rem 1fr; gap: .3rem 1rem; margin: 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; margin: .5rem 0 1rem; font-size: .88rem; }
th { text-align: left; color: var(--soft); font-weight: 600; font-size: .78rem; text-transform: uppercase; letter-spacing: .04em; }
th, td { padding: .4rem .6rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td { overflow-wrap: anywhere; }
td.id, td.state { overflow-wrap: normal; white-space: nowrap; }
.pill { display: inline-block; padding: .05rem .55rem; border-radius: 1rem; color: #fff; font-size: .76rem; font-weight: 600; white-space: nowrap; }
.fail { background: var(--fail); } .pass { background: var(--pass); } .not-evaluated { background: var(--open); }
.excepted { background: var(--excepted); } .manual { background: var(--manual); } .not-applicable { background: var(--none); }
.requirement { border: 1px solid var(--line); border-radius: 8px; padding: .9rem 1.1rem; margin: .9rem 0; }
.requirement > header { display: flex; gap: .8rem; align-items: baseline; }
.requirement > header h4 { flex: 1; }
.rule { margin: .9rem 0 0; padding-left: .9rem; border-left: 3px solid var(--line); }
.rule.is-fail { border-color: var(--fail); } .rule.is-not-evaluated { border-color: var(--open); }
.severity { font-weight: 600; } .severity.critical, .severity.high { color: var(--fail); } .severity.medium { color: var(--open); }
footer { margin-top: 3rem; padding-top: .8rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .8rem; }
@media (max-width: 45rem) { body { padding: 1.2rem; } .hero, dl, .legend { grid-template-columns: 1fr; } table { display: block; overflow-x: auto; } }
@page { size: A4; margin: 16mm 14mm; }
@media print {
  html, body { background: #fff; } body { max-width: none; padding: 0; font-size: 10.5px; }
  h2 { break-after: avoid; } h3, .requirement > header, .rule > p { break-after: avoid; }
  tr, .hero { break-inside: avoid; } thead { display: table-header-group; }
  .requirement { border-radius: 0; border-width: 1px 0 0; padding: .8rem 0 0; }
}
`

export const style = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #f6f6f3; color: #22262a; font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', sans-serif; }
main { max-width: 960px; margin: 0 auto; padding: 32px 20px 64px; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 12px; text-wrap: balance; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 8px; }
p { margin: 0 0 12px; }
section { background: #fff; border: 1px solid #e3e3dd; border-radius: 10px; padding: 22px 24px; margin: 22px 0; }
.lead { font-size: 1.08rem; }
.read { color: #4a5157; font-size: 0.93rem; margin: 12px 0 0; }
.read b { color: #22262a; }
svg { display: block; width: 100%; height: auto; max-width: 100%; }
.narrow { display: none; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 18px; }
h3 { font-size: 0.98rem; margin: 8px 0 4px; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 14px; margin: 4px 0 10px; padding: 0; list-style: none; font-size: 0.86rem; }
.legend li { display: flex; align-items: center; gap: 7px; }
.legend svg { width: 40px; flex: none; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.88rem; font-variant-numeric: tabular-nums; }
th, td { padding: 7px 8px; text-align: right; border-bottom: 1px solid #e9e9e4; white-space: nowrap; }
th:first-child, td:first-child { text-align: left; }
thead th { white-space: normal; border-bottom: 2px solid #22262a; vertical-align: bottom; }
tbody th { font-weight: 500; }
td.best { font-weight: 700; background: #eef5ee; }
ul.findings { margin: 16px 0 0; padding-left: 1.2em; }
ul.findings li { margin-bottom: 8px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 0; padding: 0; }
dt { font-weight: 600; }
dd { margin: 0; color: #4a5157; }
code { font-size: 0.9em; background: #f0f0ec; padding: 1px 4px; border-radius: 4px; overflow-wrap: anywhere; }
@media (max-width: 620px) {
  main { padding: 20px 12px 40px; }
  section { padding: 16px 12px; border-radius: 8px; }
  h1 { font-size: 1.5rem; }
  .wide { display: none; }
  .narrow { display: block; }
  .pair { grid-template-columns: 1fr; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: 8px; }
  .results thead { display: none; }
  .results tr { display: block; padding: 8px 0; border-bottom: 1px solid #d8d8d2; }
  .results th, .results td { display: flex; justify-content: space-between; border: 0; padding: 3px 6px; white-space: normal; }
  .results td::before { content: attr(data-title); color: #4a5157; }
  .results tbody th { font-weight: 700; }
}
`;

import { style as light } from '@lossmith-examples/flight-delays/report/style';
import { darkColors } from './theme.js';

/** The look of the flights' report, with a dark one beside it. */
export const style = `${light}
.maps { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 14px; margin: 10px 0; }
.maps h3 { margin: 0 0 4px; }
.maps p { color: #4a5157; font-size: 0.88rem; margin: 4px 0 0; }
.spread { display: grid; grid-template-columns: 2fr 3fr; gap: 12px; }
.key { max-width: 640px; }
h3 + .scroll { margin-bottom: 14px; }
tr.own td, tr.own th { font-weight: 700; }
@media (max-width: 620px) { .spread { grid-template-columns: 1fr; } }
@media (prefers-color-scheme: dark) {
  :root { color-scheme: dark; ${darkColors} }
  body { background: #14171a; color: #e4e6e8; }
  section { background: #1c2024; border-color: #33393f; }
  .read, .maps p, dd, .results td::before { color: #aab2b9; }
  .read b { color: #e4e6e8; }
  th, td, .results tr { border-color: #33393f; }
  thead th { border-bottom-color: #e4e6e8; }
  code { background: #2a3036; }
}
`;

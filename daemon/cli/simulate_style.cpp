#include "daemon/cli/simulate_style.hpp"

namespace vesper::cli {

// Four classes of letters in hues that stay apart for the colour-blind; load in steps of one hue.
const std::string_view simulate_style = R"css(
:root {
  --page: #f5f4f0; --card: #ffffff; --ink: #1d1b26; --soft: #62606d; --line: #e3e1da;
  --track: #f0eee8; --band: #e2dcf8; --accent: #4b3fb0;
  --critical: #c8372d; --transactional: #2a6fcf; --solicitation: #0b8a6a; --marketing: #b7791f;
  --h1: #e2ddf8; --h2: #c9c0f1; --h3: #ab9de7; --h4: #8b7ad9; --h5: #6c5ac4; --h6: #4f3fa5;
  --h7: #33277b;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #111018; --card: #1a1923; --ink: #eeecf6; --soft: #a6a3b5; --line: #2d2b39;
    --track: #22212c; --band: #39345f; --accent: #b3a9f5;
    --critical: #f2766c; --transactional: #6aa5f5; --solicitation: #3cc79f; --marketing: #e3ab52;
    --h1: #322c5c; --h2: #3b3374; --h3: #4e4399; --h4: #6659bb; --h5: #8276d6; --h6: #a49aeb;
    --h7: #d0cafc;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; padding: 2.5rem 1.25rem 4rem; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
header, main, footer { max-width: 66rem; margin: 0 auto; }
.kicker {
  display: flex; align-items: center; gap: .5rem; margin: 0; color: var(--accent);
  font-weight: 600; letter-spacing: .02em;
}
.kicker svg { width: 1.1rem; height: 1.1rem; fill: currentColor; }
h1 { margin: .2rem 0 .3rem; font-size: 2.1rem; line-height: 1.15; letter-spacing: -.02em; }
h2 { margin: 0 0 .25rem; font-size: 1.25rem; letter-spacing: -.01em; }
p { margin: 0 0 .75rem; }
.lead, .note { color: var(--soft); }
.note { font-size: .93em; max-width: 44rem; }
section {
  margin: 1.25rem 0 0; padding: 1.4rem 1.5rem 1.5rem; background: var(--card);
  border: 1px solid var(--line); border-radius: 14px;
}
.tiles {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .75rem;
  margin: 1.4rem 0 0;
}
.tiles div {
  padding: .8rem 1rem .7rem; background: var(--card); border: 1px solid var(--line);
  border-radius: 14px;
}
.tiles dt { color: var(--soft); font-size: .87em; }
.tiles dd { margin: 0; font-size: 1.7rem; line-height: 1.2; font-weight: 600; }
.tiles dd, .sum, td.n { font-variant-numeric: tabular-nums; }
.row {
  display: grid; grid-template-columns: 16rem 1fr 3.2rem; align-items: center;
  column-gap: .9rem; min-height: 1.75rem;
}
.name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.name small { color: var(--soft); font-size: .85em; }
.sum { text-align: right; color: var(--soft); }
.track { display: block; width: 100%; height: 1.15rem; }
.track { border-radius: 4px; background: var(--track); }
.heat .track { height: 1.3rem; }
.bars { display: block; width: 100%; height: 5.5rem; }
.bars rect { fill: var(--h5); }
.bars .floor { fill: var(--line); }
.total .bars { height: 3.2rem; }
.ticks { display: flex; justify-content: space-between; color: var(--soft); font-size: .78rem; }
.ticks span { width: 0; display: flex; justify-content: center; white-space: nowrap; }
.ticks.ends span { width: auto; }
.axis { min-height: 1.4rem; }
.hour { stroke: var(--line); stroke-width: 1; vector-effect: non-scaling-stroke; }
.band { fill: var(--band); }
.letter { stroke-width: 3; stroke-linecap: round; vector-effect: non-scaling-stroke; }
.h1 { fill: var(--h1); } .h2 { fill: var(--h2); } .h3 { fill: var(--h3); } .h4 { fill: var(--h4); }
.h5 { fill: var(--h5); } .h6 { fill: var(--h6); } .h7 { fill: var(--h7); }
.critical { stroke: var(--critical); fill: var(--critical); }
.transactional { stroke: var(--transactional); fill: var(--transactional); }
.solicitation { stroke: var(--solicitation); fill: var(--solicitation); }
.marketing { stroke: var(--marketing); fill: var(--marketing); }
.legend {
  display: flex; flex-wrap: wrap; align-items: center; gap: .3rem 1.1rem; margin: 0 0 1rem;
  padding: 0; list-style: none; color: var(--soft); font-size: .9em;
}
.legend li { display: flex; align-items: center; gap: .4rem; }
.legend svg { width: .8rem; height: .8rem; }
.legend .scale { width: 7rem; }
.day { margin-top: .4rem; padding-top: .5rem; border-top: 1px solid var(--line); }
summary { cursor: pointer; }
summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 4px; }
.day > summary { padding: .15rem 0; }
.day > summary b { font-size: 1.02rem; margin-right: .6rem; }
.day > summary span, .list > summary { color: var(--soft); font-size: .92em; }
.day[open] { padding-bottom: .9rem; }
.list { margin-top: .5rem; }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .92em; }
th {
  text-align: left; font-weight: 600; color: var(--soft); padding: .35rem .9rem .35rem 0;
  border-bottom: 1px solid var(--line); white-space: nowrap;
}
td { padding: .35rem .9rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tr:last-child td { border-bottom: 0; }
td.n, th.n { text-align: right; }
td.t { white-space: nowrap; }
td .dot { width: .6rem; height: .6rem; margin-right: .45rem; }
.orders { color: var(--soft); font-size: .92em; overflow-wrap: anywhere; }
footer { margin-top: 1.5rem; color: var(--soft); font-size: .87em; }
@media (max-width: 44rem) {
  body { padding: 1.5rem .8rem 3rem; }
  h1 { font-size: 1.7rem; }
  section { padding: 1.1rem 1rem; border-radius: 12px; }
  .tiles { grid-template-columns: 1fr 1fr; gap: .5rem; }
  .row { grid-template-columns: 1fr auto; row-gap: .1rem; margin-bottom: .35rem; }
  .row > .name { grid-column: 1; }
  .row > .sum { grid-column: 2; grid-row: 1; }
  .row > .track, .row > .bars, .row > .ticks { grid-column: 1 / 3; grid-row: 2; }
  .axis { margin-bottom: 0; }
  .ticks { font-size: .7rem; }
  .total .name, .total .sum { display: none; }
}
@media print {
  body { padding: 0; background: #fff; font-size: 9.5pt; }
  section, .tiles div { border-color: #ccc; break-inside: auto; }
  .track { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  .row, .day > summary, tr { break-inside: avoid; }
  h2, .day > summary { break-after: avoid; }
  details:not([open]), .list > summary { color: #777; }
}
)css";

}  // namespace vesper::cli

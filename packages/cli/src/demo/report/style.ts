/** The report's only style sheet: light, dark and printed. */
export const STYLE = `
:root { color-scheme: light dark;
  --paper: #fbfaf8; --card: #ffffff; --ink: #1d2127; --soft: #5c6470; --line: #e2e0da; --faint: #f1efea;
  --good: #1b7f4d; --bad: #c8332b; --sick: #d98078; --plain: #8a93a0;
  --r0: #2f6fd0; --r1: #7d55c7; --r2: #b7791f; --r3: #0f8b8d; --r4: #3f8f3f; --r5: #b0478f; --r6: #6b7280; }
@media (prefers-color-scheme: dark) { :root {
  --paper: #14171b; --card: #1b1f24; --ink: #e8eaed; --soft: #9aa3af; --line: #2e343b; --faint: #22272d;
  --good: #4cc38a; --bad: #ff6b61; --sick: #b8605a; --plain: #7d8794;
  --r0: #6ea8ff; --r1: #b794f6; --r2: #e0a93f; --r3: #45c4c6; --r4: #7fce7f; --r5: #e583c5; --r6: #a3abb8; } }
@media print { :root { --paper: #fff; --faint: #f5f5f5; } .scroll { overflow: visible; } .scene, figure, tr { break-inside: avoid; }
  details:not([open]) { display: none; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; -webkit-text-size-adjust: 100%; }
main { max-width: 1180px; margin: 0 auto; padding: 40px 28px 64px; }
h1 { font-size: 34px; line-height: 1.15; letter-spacing: -.02em; margin: 0 0 8px; text-wrap: balance; }
h2 { font-size: 20px; letter-spacing: -.01em; margin: 48px 0 14px; }
h3 { font-size: 16px; margin: 0; }
p { margin: 0; } .soft { color: var(--soft); }
.eyebrow { font-size: 13px; font-weight: 600; letter-spacing: .06em; text-transform: uppercase; color: var(--soft); margin-bottom: 10px; }
.verdict { display: inline-block; margin-top: 18px; padding: 6px 14px; border-radius: 999px; font-weight: 600; border: 1px solid currentColor; }
.good { color: var(--good); } .bad { color: var(--bad); }
.broken { margin: 14px 0 0; padding-left: 20px; color: var(--bad); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(130px, 1fr)); gap: 1px; margin: 30px 0 0; background: var(--line); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; }
.figures div { background: var(--card); padding: 16px 18px; display: flex; flex-direction: column; justify-content: space-between; }
.figures dt { color: var(--soft); font-size: 13px; line-height: 1.35; }
.figures dd { margin: 2px 0 0; font-size: 26px; font-weight: 650; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
figure { margin: 0; background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 18px 18px 14px; }
.scroll { overflow-x: auto; }
svg.flow { display: block; width: 100%; min-width: 860px; height: auto; font: 12px system-ui, -apple-system, "Segoe UI", sans-serif; }
svg text { fill: var(--ink); } .axis text, .strip text { fill: var(--soft); font-size: 11px; }
.axis line { stroke: var(--line); stroke-dasharray: 2 4; } .lane-line { stroke: var(--line); } .strip line { stroke: var(--line); }
svg .lane-name { font-weight: 650; font-size: 13px; fill: var(--ink); }
.bar .up { fill: var(--card); } .bar .bake { fill: color-mix(in srgb, var(--hue) 14%, var(--card)); }
.bar .live { fill: color-mix(in srgb, var(--hue) 34%, var(--card)); } .bar .edge { fill: none; stroke: var(--hue); stroke-width: 1.5; }
.bar text { font-weight: 600; font-variant-numeric: tabular-nums; }
.visits { fill: var(--hue); } .failed { fill: var(--bad); }
.promotion { fill: none; stroke: var(--soft); stroke-width: 1.5; } .tip { fill: var(--soft); }
.back { fill: none; stroke: var(--bad); stroke-width: 2; } .tip-bad { fill: var(--bad); } svg .back-label { fill: var(--bad); font-weight: 600; }
.end { stroke: var(--soft); stroke-width: 2; fill: none; } .end.bad { stroke: var(--bad); }
.keys { display: flex; flex-wrap: wrap; gap: 6px 20px; margin: 12px 0 0; padding: 0; list-style: none; font-size: 13px; color: var(--soft); }
.keys li { display: flex; align-items: center; gap: 7px; }
.keys i { display: inline-block; width: 20px; height: 12px; border-radius: 3px; border: 1.5px solid var(--hue, var(--soft)); background: color-mix(in srgb, var(--hue, var(--soft)) 34%, var(--card)); }
.keys i.failed { border-color: var(--bad); background: var(--bad); width: 5px; height: 15px; border-radius: 1px; } .keys i.coming { background: none; } .keys i.baking { background: color-mix(in srgb, var(--soft) 14%, var(--card)); }
.keys b { font-weight: 700; font-size: 15px; line-height: 1; }
.scenes { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 480px), 1fr)); gap: 16px; }
.scene { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 18px 20px; }
.scene p { color: var(--soft); margin: 4px 0 12px; }
.scene ul { margin: 0; padding: 0; list-style: none; } .scene li { padding-left: 22px; position: relative; overflow-wrap: anywhere; }
.scene li + li { margin-top: 5px; } .scene li::before { position: absolute; left: 0; font-weight: 700; }
.scene li.holds::before { content: "✓"; color: var(--good); } .scene li.not::before { content: "✗"; color: var(--bad); } .scene li.not { color: var(--bad); }
.steps { border-top: 1px solid var(--line); margin-top: 14px; padding-top: 10px; font-size: 13px; color: var(--soft); }
.steps div { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 12px; } .steps .ms { margin-left: auto; font-variant-numeric: tabular-nums; }
code { font: 13px ui-monospace, "SF Mono", Menlo, Consolas, monospace; } .steps code { color: var(--ink); }
table { border-collapse: collapse; width: 100%; background: var(--card); font-size: 14px; }
.table { border: 1px solid var(--line); border-radius: 12px; overflow-x: auto; background: var(--card); }
th { text-align: left; font-weight: 600; font-size: 13px; color: var(--soft); background: var(--faint); white-space: nowrap; }
th, td { padding: 8px 14px; vertical-align: top; } tr + tr td, tbody tr:first-child td { border-top: 1px solid var(--line); }
td.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; color: var(--soft); } th.number { text-align: right; }
td.name { white-space: nowrap; } td.text { overflow-wrap: anywhere; min-width: 220px; } tr.bad td.text { color: var(--bad); }
details { margin-top: 14px; } summary { cursor: pointer; font-weight: 600; padding: 6px 0; } details .table { margin-top: 8px; font-size: 13px; }
footer { margin-top: 56px; color: var(--soft); font-size: 13px; }
@media (max-width: 640px) { main { padding: 26px 16px 44px; } h1 { font-size: 26px; } .figures { grid-template-columns: 1fr 1fr; } figure { padding: 12px; } th, td { padding: 7px 10px; } }
`;

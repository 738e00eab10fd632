import type { Comparison, Row } from "../measure/comparison.ts";
import { quantile } from "../measure/statistics.ts";
import { shown } from "./number.ts";

interface Panel {
  comparison: string;
  heading: string;
  unit: string;
  rows: readonly string[];
}

interface Bar {
  name: string;
  ours: boolean;
  value: number;
}

/** What the picture tells: one number of each kind, ours beside the alternatives. */
const panels: readonly Panel[] = [
  {
    comparison: "Whole process",
    heading: "One call, from start to end of the process (node -e 0 = 1)",
    unit: "×",
    rows: [
      "aom-workflow restart, token",
      "script: one call of client and auth, signed",
      "script: node:http, signed",
      "script: fetch, token",
      "script: official SDK, signed",
    ],
  },
  {
    comparison: "CPU per call, 64 at once",
    heading: "Processor time of a call, 64 at once (fetch = 1)",
    unit: "×",
    rows: ["client, token", "client and auth, signed", "node:http, signed", "fetch, token", "official SDK, signed"],
  },
  {
    comparison: "Resident memory after 20,000 calls, 64 at once",
    heading: "Memory after 20,000 calls, 64 at once",
    unit: " MiB",
    rows: ["client, token", "client and auth, signed", "node:http, signed", "fetch, token", "official SDK, signed"],
  },
  {
    comparison: "Bundle of a script with one call, minified, gzip",
    heading: "Bundle of a script with one call",
    unit: " kB",
    rows: ["client, token", "client and auth, signed", "official SDK, signed, for Node"],
  },
];

const width = 720;
const names = 290;
const longestBar = 330;
const lineHeight = 24;
const margin = 20;

/** Draws an SVG with a ground of its own, so that it can be read on a light page and on a dark one. Panels without numbers are left out. */
export function chart(comparisons: readonly Comparison[]): string {
  const version = comparisons.find(({ node }) => node)?.node;
  const drawn = [
    `<text class="note" x="${margin}" y="${margin + 14}">Shorter is better.${version ? ` Medians, Node ${version}.` : ""}</text>`,
  ];
  let y = 2 * margin + 14;
  for (const panel of panels) {
    const bars = barsOf(panel, comparisons);
    if (bars.length === 0) continue;
    drawn.push(`<text class="heading" x="${margin}" y="${y + 14}">${escaped(panel.heading)}</text>`);
    y += lineHeight + 4;
    for (const bar of bars) {
      drawn.push(drawBar(bar, Math.max(...bars.map(({ value }) => value)), panel.unit, y));
      y += lineHeight;
    }
    y += margin;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" width="${width}" height="${y}" role="img" aria-labelledby="title">
<title id="title">aom-workflow beside fetch, node:http and the official SDK; shorter is better</title>
<style>
  .ground { fill: #ffffff; stroke: #d1d9e0 }
  text { fill: #1f2328; font: 13px system-ui, sans-serif }
  .heading { font-weight: 600 }
  .note { font-size: 12px; opacity: 0.75 }
  .ours { fill: #0969da }
  .other { fill: #9aa4af }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #151b23; stroke: #3d444d }
    text { fill: #f0f6fc }
    .ours { fill: #4493f8 }
    .other { fill: #656c76 }
  }
</style>
<rect class="ground" x="0.5" y="0.5" width="${width - 1}" height="${y - 1}" rx="8"/>
${drawn.join("\n")}
</svg>
`;
}

function barsOf({ comparison: title, rows }: Panel, comparisons: readonly Comparison[]): Bar[] {
  const comparison = comparisons.find((it) => it.title === title);
  if (!comparison) return [];
  return rows.flatMap((name) => {
    const row = comparison.rows.find((it) => it.name === name);
    return row ? [{ name: name.replace(/^script: /, ""), ours: row.ours, value: numberOf(row, comparison) }] : [];
  });
}

/** Times are shown as ratios, for they differ between machines; sizes as they are. */
function numberOf({ samples, ratios }: Row, { unit }: Comparison): number {
  if (unit === "MiB" || unit === "kB") return quantile(samples, 0.5);
  return ratios.length > 0 ? quantile(ratios, 0.5) : 1;
}

function drawBar({ name, ours, value }: Bar, largest: number, unit: string, y: number): string {
  const length = Math.max(2, Math.round((value / largest) * longestBar));
  return [
    `<text x="${margin}" y="${y + 14}">${escaped(name)}</text>`,
    `<rect class="${ours ? "ours" : "other"}" x="${names}" y="${y + 2}" width="${length}" height="16" rx="3"/>`,
    `<text x="${names + length + 8}" y="${y + 14}">${shown(value)}${unit}</text>`,
  ].join("");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

interface Chart {
  readonly title: string;
  /** From above to below. */
  readonly bars: readonly Bar[];
}

interface Bar {
  readonly label: string;
  readonly value: number;
  /** The spread around the value. */
  readonly from: number;
  readonly to: number;
  /** Whether it stands out. */
  readonly isOurs: boolean;
}

const WIDTH = 760;
const PADDING = 20;
const HEAD = 56;
const ROW = 30;
const BAR = 16;
const LABELS = 200;
/** What the number behind the longest bar needs. */
const NUMBERS = 60;

const STYLE = `
    text { font: 14px system-ui, sans-serif; fill: #1f2328 }
    .title { font-weight: 600 }
    .sheet { fill: #ffffff; stroke: #d1d9e0 }
    .bar { fill: #8c959f }
    .ours { fill: #0b6e63 }
    .spread { stroke: #1f2328; stroke-width: 1.5 }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3 }
      .sheet { fill: #151b23; stroke: #3d444d }
      .bar { fill: #6e7681 }
      .ours { fill: #5cc9ba }
      .spread { stroke: #e6edf3 }
    }`;

/**
 * Bars beside one another, each with its number and a line from the smallest to the largest value, as an SVG that stands by itself:
 * it has a ground of its own, for light and for dark.
 */
export function barChart({ title, bars }: Chart): string {
  const height = HEAD + bars.length * ROW + PADDING;
  const perUnit = (WIDTH - LABELS - NUMBERS - 2 * PADDING) / Math.max(...bars.map(({ to }) => to));
  const spoken = bars.map(({ label, value }) => `${label}: ${value.toFixed(0)}`).join('; ');
  const lines = bars.map((bar, at) => barLines(bar, HEAD + at * ROW, perUnit));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">
  <title>${escaped(title)}</title>
  <desc>${escaped(spoken)}</desc>
  <style>${STYLE}
  </style>
  <rect class="sheet" x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="6"/>
  <text class="title" x="${PADDING}" y="34">${escaped(title)}</text>
${lines.join('\n')}
</svg>
`;
}

function barLines({ label, value, from, to, isOurs }: Bar, top: number, perUnit: number): string {
  const left = PADDING + LABELS;
  const middle = top + ROW / 2;
  const at = (units: number) => (left + units * perUnit).toFixed(1);
  return `  <text x="${left - 10}" y="${middle + 5}" text-anchor="end"${isOurs ? ' class="title"' : ''}>${escaped(label)}</text>
  <rect class="bar${isOurs ? ' ours' : ''}" x="${left}" y="${middle - BAR / 2}" width="${(value * perUnit).toFixed(1)}" height="${BAR}" rx="2"/>
  <path class="spread" d="M${at(from)} ${middle}H${at(to)}"/>
  <text x="${(Number(at(to)) + 8).toFixed(1)}" y="${middle + 5}">${value.toFixed(0)}</text>`;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

import type { FlowMark, FlowStage } from './flow.js';
import type { FlowBox, FlowEdge, FlowPicture as Picture } from './flow-layout.js';

/** The room that a letter takes at most in the fonts of the picture, in pixels. */
const LETTER = { title: 7.9, detail: 7, mark: 6.9 } as const;
const PADDING = 10;

/** The stages of a run from top to bottom, each a link to its place on the page. */
export const FlowPicture = ({ picture, name }: { picture: Picture; name: string }) => (
  // biome-ignore lint/a11y/useSemanticElements: it is a drawing with links in it, and no fieldset.
  <svg
    class="flow"
    width={picture.width}
    height={picture.height}
    viewBox={`0 0 ${picture.width} ${picture.height}`}
    role="group"
    aria-labelledby="flow-title flow-desc"
  >
    <title id="flow-title">{`The flow of ${name}`}</title>
    <desc id="flow-desc">
      The stages from input to output, in the order in which they are listed on this page. Dashed lines are the way when
      something fails.
    </desc>
    <defs>
      <Arrow kind="then" />
      <Arrow kind="failure" />
    </defs>
    {picture.edges.map((edge) => (
      <Edge key={`${edge.kind} ${edge.from} ${edge.to}`} {...edge} />
    ))}
    {picture.boxes.map((box) => (
      <Box key={box.stage.place} {...box} />
    ))}
  </svg>
);

const Arrow = ({ kind }: { kind: FlowEdge['kind'] }) => (
  <marker
    id={`flow-${kind}`}
    class={kind}
    viewBox="0 0 8 8"
    refX="8"
    refY="4"
    markerWidth="8"
    markerHeight="8"
    orient="auto"
  >
    <path d="M0 0 8 4 0 8Z" />
  </marker>
);

const Edge = ({ kind, points }: FlowEdge) => (
  <polyline
    class={`edge ${kind}`}
    points={points.map((point) => point.join(',')).join(' ')}
    marker-end={`url(#flow-${kind})`}
  />
);

function Box({ stage, x, y, width, height, outer }: FlowBox) {
  const { place, kind, title, detail, marks, warned } = stage;
  const room = width - 2 * PADDING - (warned ? 24 : 0);
  const classes = ['stage', kind, marks.includes('off') ? 'off' : ''].filter(Boolean).join(' ');
  return (
    <a href={`#${place}`} class={classes}>
      <title>{spoken(stage)}</title>
      {marks.includes('for each') &&
        [6, 3].map((by) => <rect key={by} x={x + by} y={y + by} width={width} height={outer} rx="6" />)}
      <rect x={x} y={y} width={width} height={outer} rx={kind === 'end' ? 24 : 6} />
      <text class="title" x={x + PADDING} y={y + 20}>
        {shortened(title, room / LETTER.title)}
      </text>
      <text class="detail" x={x + PADDING} y={y + 38}>
        {shortened(detail, (width - 2 * PADDING) / LETTER.detail)}
      </text>
      <Marks marks={marks} x={x + PADDING} y={y + height - 24} />
      {warned && <Warned x={x + width - 28} y={y + 8} />}
    </a>
  );
}

function Marks({ marks, x, y }: { marks: readonly FlowMark[]; x: number; y: number }) {
  let at = x;
  return (
    <>
      {marks.map((mark) => {
        const width = mark.length * LETTER.mark + 14;
        const left = at;
        at += width + 6;
        return (
          <g key={mark} class="mark">
            <rect x={left} y={y} width={width} height="18" rx="9" />
            <text x={left + width / 2} y={y + 13} text-anchor="middle">
              {mark}
            </text>
          </g>
        );
      })}
    </>
  );
}

const Warned = ({ x, y }: { x: number; y: number }) => (
  <g class="warned">
    <path d={`M${x + 9} ${y} l9 16 h-18 Z`} />
    <text x={x + 9} y={y + 14} text-anchor="middle">
      !
    </text>
  </g>
);

const shortened = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, Math.max(1, Math.floor(most) - 1))}…` : text;

const spoken = ({ title, detail, marks, warned }: FlowStage): string =>
  [title, detail, ...marks, ...(warned ? ['with a warning'] : [])].join(', ');

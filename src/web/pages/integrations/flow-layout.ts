import type { Flow, FlowStage } from './flow.js';

type Point = readonly [x: number, y: number];

/** A stage and where it is drawn, in pixels. */
export interface FlowBox {
  readonly stage: FlowStage;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Of the stage's own text; its children stand below that, within `outer`. */
  readonly height: number;
  /** With the children. */
  readonly outer: number;
}

/** The way from one stage to another. */
export interface FlowEdge {
  readonly kind: 'then' | 'failure';
  /** The places of the stages at its ends. */
  readonly from: string;
  readonly to: string;
  readonly points: readonly Point[];
}

export interface FlowPicture {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly FlowBox[];
  readonly edges: readonly FlowEdge[];
}

export const flowSizes = {
  /** Of the whole picture: it fits a phone. */
  width: 340,
  margin: 8,
  /** Of the boxes on the way. */
  box: 296,
  /** Of a box with two lines of text, and what marks add to it. */
  lines: 48,
  marks: 24,
  gap: 24,
  /** How far children stand within their parent, and from one another. */
  indent: 12,
  /** Between two boxes side by side. */
  between: 16,
} as const;

/** From top to bottom, with the hooks for success and for failure side by side, and the way of what fails at the right. */
export function layoutFlow({ stages, success, failure, last }: Flow): FlowPicture {
  const { width, margin, box, gap } = flowSizes;
  const boxes: FlowBox[] = [];
  const edges: FlowEdge[] = [];
  let y = margin as number;
  const below = (stage: FlowStage): FlowBox => {
    const placed = place(stage, margin, y, box, boxes);
    y += placed.outer + gap;
    return placed;
  };
  const column = stages.map(below);
  edges.push(...inOrder(column));

  const half = (box - flowSizes.between) / 2;
  const good = success && place(success, margin, y, half, boxes);
  const bad = failure && place(failure, margin + box - half, y, half, boxes);
  if (good || bad) y += Math.max(good?.outer ?? 0, bad?.outer ?? 0) + gap;
  const end = last.map(below);
  edges.push(...inOrder(end));

  const [from, to] = [column.at(-1), end[0]];
  if (from && to) {
    if (good) edges.push(bent('then', from, good), bent('then', good, to));
    else if (bad) edges.push(around(from, to, margin + half / 2));
    else edges.push(straight(from, to));
    if (bad) edges.push(bent('failure', bad, to));
    if (good && bad) edges.push(across(good, bad));
    const failing = column.filter(({ stage }) => stage.kind !== 'end');
    edges.push(...failing.map((box) => rail(box, bad ?? to)));
  }
  return { width, height: y - gap + margin, boxes, edges };
}

function place(stage: FlowStage, x: number, y: number, width: number, boxes: FlowBox[]): FlowBox {
  const { lines, marks, indent } = flowSizes;
  const height = lines + (stage.marks.length > 0 ? marks : 0);
  const at = boxes.length;
  let inner = y + height;
  for (const child of stage.children) {
    inner += place(child, x + indent, inner, width - 2 * indent, boxes).outer + indent;
  }
  const box: FlowBox = { stage, x, y, width, height, outer: inner - y };
  // Before its children, which are drawn upon it.
  boxes.splice(at, 0, box);
  return box;
}

const middle = ({ x, width }: FlowBox): number => x + width / 2;
const foot = ({ y, outer }: FlowBox): number => y + outer;

const edge = (kind: FlowEdge['kind'], from: FlowBox, to: FlowBox, points: readonly Point[]): FlowEdge => ({
  kind,
  from: from.stage.place,
  to: to.stage.place,
  points,
});

const straight = (from: FlowBox, to: FlowBox): FlowEdge =>
  edge('then', from, to, [
    [middle(from), foot(from)],
    [middle(to), to.y],
  ]);

const inOrder = (boxes: readonly FlowBox[]): FlowEdge[] =>
  boxes.slice(1).map((to, at) => straight(boxes[at] as FlowBox, to));

/** Down, aside halfway, and down. */
function bent(kind: FlowEdge['kind'], from: FlowBox, to: FlowBox): FlowEdge {
  const half = to.y - flowSizes.gap / 2;
  return edge(kind, from, to, [
    [middle(from), foot(from)],
    [middle(from), half],
    [middle(to), half],
    [middle(to), to.y],
  ]);
}

/** Past the hook for failures, at its left. */
function around(from: FlowBox, to: FlowBox, x: number): FlowEdge {
  const half = flowSizes.gap / 2;
  return edge('then', from, to, [
    [middle(from), foot(from)],
    [middle(from), foot(from) + half],
    [x, foot(from) + half],
    [x, to.y - half],
    [middle(to), to.y - half],
    [middle(to), to.y],
  ]);
}

const across = (from: FlowBox, to: FlowBox): FlowEdge =>
  edge('failure', from, to, [
    [from.x + from.width, from.y + from.height / 2],
    [to.x, to.y + to.height / 2],
  ]);

/** Out at the right, down, and in again. */
function rail(from: FlowBox, to: FlowBox): FlowEdge {
  const x = flowSizes.width - flowSizes.margin - flowSizes.between / 2;
  const [out, into] = [from.y + flowSizes.lines / 2, to.y + to.height / 2];
  return edge('failure', from, to, [
    [from.x + from.width, out],
    [x, out],
    [x, into],
    [to.x + to.width, into],
  ]);
}

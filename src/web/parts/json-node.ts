/** A JSON value, ready to be shown: what is too much is left out, and says so. */
export interface JsonNode {
  readonly kind: 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';
  /** How it is called where it stands; null at the top. */
  readonly key: string | null;
  /** Where it stands, as jq and JavaScript write it: `.response.payload.results[0]["first name"]` */
  readonly path: string;
  /** What it says; of a text, its beginning. Empty for an object or a list. */
  readonly text: string;
  readonly children: readonly JsonNode[];
  /** How many members, items or characters are left out here. */
  readonly more: number;
  /** Whether nothing is left out in it or below it. */
  readonly whole: boolean;
}

/** How much may still be shown; it is used up as values are read. */
export interface JsonBudget {
  /** How many values. */
  values: number;
  /** How many characters one text may have. */
  readonly text: number;
}

/** What lies deeper than this is not shown. */
const DEEPEST = 60;

export function jsonNode(value: unknown, path: string, budget: JsonBudget, key: string | null = null): JsonNode {
  return nodeAt(value, { path, key, depth: 0 }, budget);
}

interface Place {
  readonly path: string;
  readonly key: string | null;
  readonly depth: number;
}

function nodeAt(value: unknown, { path, key, depth }: Place, budget: JsonBudget): JsonNode {
  budget.values -= 1;
  const node = { key, path, text: '', children: [], more: 0, whole: true };
  if (value === null || value === undefined) return { ...node, kind: 'null', text: 'null' };
  if (typeof value === 'string') {
    const more = Math.max(0, value.length - budget.text);
    return { ...node, kind: 'string', text: more > 0 ? value.slice(0, budget.text) : value, more, whole: more === 0 };
  }
  if (typeof value !== 'object') return { ...node, kind: typeof value as 'number' | 'boolean', text: String(value) };
  const isList = Array.isArray(value);
  const members = isList ? value.map((item, index) => [String(index), item] as const) : Object.entries(value);
  const children: JsonNode[] = [];
  for (const [name, member] of members) {
    if (budget.values <= 0 || depth >= DEEPEST) break;
    const place = { path: path + (isList ? `[${name}]` : step(name)), key: name, depth: depth + 1 };
    children.push(nodeAt(member, place, budget));
  }
  const more = members.length - children.length;
  const whole = more === 0 && children.every((child) => child.whole);
  return { ...node, kind: isList ? 'array' : 'object', children, more, whole };
}

const step = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`);

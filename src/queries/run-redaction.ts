import type { NewRunItem, RunItemType } from './runs.js';

/** What stands in place of a payload that is not stored, or not any more. */
export const REDACTED = '*REDACTED*';

/** The parts of a step that hold payloads, as JSON texts. */
export type Payloads = Pick<NewRunItem, 'type' | 'request' | 'response' | 'content'>;

/**
 * A step without its payloads (domain.md 3.14, storage rules): how the run went can still be read, what it carried cannot.
 * Labels, messages and stack traces stay. It names what stays rather than what goes, so that a member that is added to a step
 * one day is not stored by accident.
 */
export function redactPayloads<Item extends Payloads>(item: Item): Item {
  const request = redacted(item.request, (value) => withoutPayload(value, 0));
  const response = redacted(item.response, (value) => keep(value, RESPONSE_KEPT));
  const kept = contentKept[item.type];
  const content = redacted(item.content, kept ? (value) => keep(value, kept) : () => REDACTED);
  return { ...item, request, response, content };
}

/** The content of the other types is what the integration, or a failing part of it, had in hand. */
const contentKept: { readonly [T in RunItemType]?: ReadonlySet<string> } = {
  INPUT: new Set(['method', 'fullpath', 'user', 'external']),
  OUTPUT: new Set(['status']),
};

const REQUEST_KEPT: ReadonlySet<string> = new Set(['service_name', 'system', 'path_name', 'run_mode']);
const RESPONSE_KEPT: ReadonlySet<string> = new Set(['success', 'status', 'messages', 'run_history_id']);

/** Sub-requests of sub-requests are shown this far down; what lies deeper goes whole. */
const DEEPEST = 20;

function redacted(text: string | null, redact: (value: unknown) => unknown): string | null {
  if (text === null) return null;
  try {
    return JSON.stringify(redact(JSON.parse(text)));
  } catch {
    return JSON.stringify(REDACTED);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function keep(value: unknown, kept: ReadonlySet<string>): unknown {
  if (!isObject(value)) return REDACTED;
  return members(value, (key, member) => (kept.has(key) ? member : REDACTED));
}

function withoutPayload(value: unknown, depth: number): unknown {
  if (!isObject(value) || depth > DEEPEST) return REDACTED;
  return members(value, (key, member) => {
    if (key === 'sub_requests' && isObject(member)) return members(member, (_, sub) => subRequest(sub, depth + 1));
    return REQUEST_KEPT.has(key) ? member : REDACTED;
  });
}

/** A child that was called for each of several things has a list of requests. */
const subRequest = (value: unknown, depth: number): unknown =>
  Array.isArray(value) ? value.map((each) => withoutPayload(each, depth)) : withoutPayload(value, depth);

/** `fromEntries` also where a member is called `__proto__`. */
const members = (value: Record<string, unknown>, map: (key: string, member: unknown) => unknown) =>
  Object.fromEntries(Object.entries(value).map(([key, member]) => [key, map(key, member)]));

import type { RunItemTexts } from '../../../queries/run-history.js';
import { type JsonBudget, type JsonNode, jsonNode } from '../../parts/json-node.js';

export interface StepMessage {
  readonly type: string;
  readonly text: string;
}

/** What is in a step, ready to be shown. */
export interface StepParts {
  /** `request`, `response`, `content`: those that it has. */
  readonly json: readonly { readonly name: 'request' | 'response' | 'content'; readonly node: JsonNode }[];
  readonly messages: readonly StepMessage[];
  readonly stackTrace: string | null;
}

/** @param budget is used up by what is shown */
export function stepParts(texts: RunItemTexts, budget: JsonBudget): StepParts {
  const json = (['request', 'response', 'content'] as const).flatMap((name) => {
    const text = texts[name];
    return text === null ? [] : [{ name, node: jsonNode(parsed(text), `.${name}`, budget, name) }];
  });
  return { json, messages: messagesIn(texts.messages), stackTrace: texts.stack_trace };
}

/** A step's messages, whatever they were stored as. */
export function messagesIn(json: string | null): StepMessage[] {
  if (json === null) return [];
  const list = parsed(json);
  if (!Array.isArray(list)) return [{ type: '', text: json }];
  return list.map((each) => {
    const isMessage = typeof each?.text === 'string';
    return isMessage
      ? { type: String(each.type ?? ''), text: each.text }
      : { type: '', text: typeof each === 'string' ? each : JSON.stringify(each) };
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

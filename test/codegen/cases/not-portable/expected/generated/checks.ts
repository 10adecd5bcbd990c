// Generated from the catalog by `npm run codegen`. Do not edit.
import type { z } from 'zod';

type Condition = {
  required?: readonly string[];
  properties?: { readonly [name: string]: { const?: unknown; enum?: readonly unknown[] } };
  allOf?: readonly Condition[];
  anyOf?: readonly Condition[];
  if?: Condition;
  then?: Condition;
  else?: Condition;
};

function meets(value: { [key: string]: unknown }, wanted: Condition): boolean {
  for (const name of wanted.required ?? []) if (value[name] === undefined) return false;
  for (const [name, allowed] of Object.entries(wanted.properties ?? {})) {
    if (value[name] === undefined) continue;
    if (allowed.const !== undefined && value[name] !== allowed.const) return false;
    if (allowed.enum && !allowed.enum.includes(value[name])) return false;
  }
  if (wanted.allOf && !wanted.allOf.every((each) => meets(value, each))) return false;
  if (wanted.anyOf && !wanted.anyOf.some((each) => meets(value, each))) return false;
  if (!wanted.if) return true;
  const consequence = meets(value, wanted.if) ? wanted.then : wanted.else;
  return consequence === undefined || meets(value, consequence);
}

/** Properties that depend on each other. */
export function conditions(wanted: Condition): (payload: z.core.ParsePayload<{ [key: string]: unknown }>) => void {
  return (payload) => {
    if (meets(payload.value, wanted)) return;
    payload.issues.push({ code: 'custom', message: 'Does not meet the conditions of the schema', input: payload.value });
  };
}

import { type CheckName, checkStatements } from './check.js';
import type { Module } from './module.js';

/** `checks.ts`: what the validators need beside zod. */
export function checksModule(used: ReadonlySet<CheckName>): Module {
  return {
    imports: [{ names: ['z'], from: 'zod', typeOnly: !used.has('open') }],
    statements: checkStatements(used),
  };
}

import { CHECKS, type CheckName } from './check.js';
import { importNames, importTypes, printModule } from './module.js';

/** `checks.ts`: what the validators need beside zod. */
export function checksModule(used: ReadonlySet<CheckName>): string {
  const names = [...used].sort();
  return printModule('checks.ts', {
    imports: [used.has('open') ? importNames(['z'], 'zod') : importTypes(['z'], 'zod')],
    statements: names.map((name) => CHECKS[name]),
  });
}

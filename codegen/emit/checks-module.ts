import { type CheckName, checkStatements } from './check.js';
import { importNames, importTypes, printModule } from './module.js';

/** `checks.ts`: what the validators need beside zod. */
export function checksModule(used: ReadonlySet<CheckName>): string {
  return printModule('checks.ts', {
    imports: [used.has('open') ? importNames(['z'], 'zod') : importTypes(['z'], 'zod')],
    statements: checkStatements(used),
  });
}

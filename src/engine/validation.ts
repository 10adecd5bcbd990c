import type { PlannedRule } from './plan.js';
import type { RunState } from './run-state.js';

export interface RuleFailure {
  readonly rule: number;
  readonly name: string;
  readonly message: string;
  readonly abort: boolean;
  readonly error: { readonly message: string; readonly stack: string } | null;
}

/** Checks rules, and records each failure as a step of its own (domain.md 4.5). */
export async function recordFailures(
  run: RunState,
  operation: 'checkInput' | 'checkRequest' | 'checkResponse',
  rules: readonly PlannedRule[],
  at: number,
): Promise<readonly RuleFailure[]> {
  if (rules.length === 0) return [];
  const failures = (await run.sandbox.call(operation)) as RuleFailure[];
  for (const { rule, name, message, error } of failures) {
    run.add({
      type: 'VALIDATION FAILURE',
      at,
      milliseconds: run.now() - at,
      failed: true,
      label: name,
      messages: [{ type: 'validation_failed', text: message }],
      stackTrace: error ? `${error.message}\n${error.stack}` : null,
      place: { kind: 'validationrule', id: rule, field: 'rule', title: '' },
    });
  }
  run.checkEnded();
  return failures;
}

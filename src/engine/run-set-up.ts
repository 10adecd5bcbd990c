import { toGuest } from './guest-json.js';
import { guestPlan } from './plan.js';
import { MASK } from './redactor.js';
import { RunFailure } from './run-failure.js';
import { outputAtFirst } from './run-output.js';
import type { RunState } from './run-state.js';

/** Gives a run's sandbox its names and formulas. @throws RunFailure when the integration's parts do not fit together */
export async function checkSetUp(run: RunState): Promise<void> {
  const { definition, input, limits } = run.job;
  for (const file of Object.values(input.files)) run.files.add(file);
  const { plan, sandbox } = run;
  await sandbox.call('setUp', {
    facts: {
      mostItems: limits.items,
      moduleDepth: limits.moduleDepth,
      pathName: definition.pathName,
      mask: MASK,
      substitutions: substitutionsOf(run),
      sdlcPhase: 'DEV',
      installationName: 'Integration Gateway',
    },
    names: namesAtFirst(run),
    valueMappingSets: definition.valueMappingSets.map((set) => ({
      id: set.id,
      name: set.name,
      caseSensitive: set.case_sensitive,
      useDefault: set.use_default_to_value,
      default: set.default_to_value ?? null,
      mappings: definition.valueMappings
        .filter(({ valuemappingset_id }) => valuemappingset_id === set.id)
        .map(({ from_value, to_value }) => [from_value, to_value]),
    })),
  });
  await sandbox.define(plan.formulas);
  sandbox.now('definePlan', guestPlan(plan));
  if (plan.problems.length === 0) return;
  const message = `The integration cannot run: ${plan.problems.join('; ')}.`;
  throw new RunFailure('set_up_invalid', message, null, plan.problems.join('\n'));
}

/** What formulas see from the beginning (domain.md 4.7). */
function namesAtFirst({ job, files }: RunState): Record<string, unknown> {
  const { definition, input, actor, runHistoryId, retryAttempt, parentNames } = job;
  const names = files.all.map(({ name }) => name);
  const handles = Object.keys(input.files).map((field, i) => [field, { $file: names[i], mode: 'rb', encoding: null }]);
  const { id, username, email } = actor;
  return {
    input: {
      ...input,
      payload: JSON.parse(toGuest(input.payload)),
      files: Object.fromEntries(handles),
      user: { id, username, email },
    },
    output: outputAtFirst(definition.pathName),
    run_history_id: runHistoryId,
    retry_attempt: retryAttempt,
    ...(parentNames !== null && { parentint: JSON.parse(parentNames) }),
  };
}

/** The names under which messages and `humanize` know fields. */
function substitutionsOf({ job: { definition } }: RunState): [string, string][] {
  return [...definition.fieldMappings, ...definition.validationRules]
    .filter((row) => row.field !== undefined && row.message_substitution_name !== undefined)
    .map((row) => [row.field as string, row.message_substitution_name as string]);
}

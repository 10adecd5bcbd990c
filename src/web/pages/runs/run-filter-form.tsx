import type { IntegrationRef } from '../../../queries/integrations.js';
import { Checkbox, Select, TextField } from '../../parts/field.js';
import { FilterForm } from '../../parts/filter-form.js';
import { type RunSearchAsked, type RunSearchFields, runStatuses, stepTypes } from './run-search.js';

interface RunFilterFormProps {
  readonly asked: RunSearchAsked;
  /** Among which to choose. */
  readonly integrations: readonly IntegrationRef[];
  /** Whether there are more than those. */
  readonly more: boolean;
}

const options = (any: string, values: readonly string[]) => [
  { value: '', label: any },
  ...values.map((value) => ({ value, label: value })),
];

/** The filters of domain.md 3.14. They go into the address, so that what is found can be shared. */
export function RunFilterForm({ asked: { fields, problems }, integrations, more }: RunFilterFormProps) {
  const typed = (name: keyof RunSearchFields) => ({ name, value: fields[name] as string, problem: problems[name] });
  const { integration, request, label, type, user, run, sub, debug } = fields;
  const rest = [request, label, type, user, run].some((value) => value !== '') || sub || debug;
  return (
    <FilterForm action="/runs" label="Filters">
      <div class="fields">
        <TextField {...typed('text')} label="Text" type="search" hint="Words in what came in, went out or was noted" />
        <Select {...typed('status')} label="Outcome" options={options('any', runStatuses)} />
        <TextField {...typed('start')} label="From" placeholder="2026-11-22 09:30" hint="UTC" />
        <TextField {...typed('end')} label="Until" placeholder="2026-11-22" hint="UTC; a date alone is its end" />
      </div>
      <Integrations chosen={integration} known={integrations} more={more} problem={problems.integration} />
      <details class="folded" open={rest}>
        <summary>Steps, users and more</summary>
        <div class="fields">
          <Select {...typed('request')} label="Service request" options={options('any', ['success', 'failure'])} />
          <TextField {...typed('label')} label="Step label" hint="For example the formula variable" />
          <Select {...typed('type')} label="Step type" options={options('any', stepTypes)} />
          <TextField {...typed('user')} label="User" />
          <TextField {...typed('run')} label="Run id" />
        </div>
        <Checkbox name="sub" checked={sub} label="Runs that another run has started too (SUBINT)" />
        <Checkbox name="debug" checked={debug} label="Look at DEBUG steps too (DEBUG)" />
      </details>
      {fields.live && <input type="hidden" name="live" value="on" />}
    </FilterForm>
  );
}

interface IntegrationsProps {
  readonly chosen: readonly string[];
  readonly known: readonly IntegrationRef[];
  readonly more: boolean;
  readonly problem: string | undefined;
}

function Integrations({ chosen, known, more, problem }: IntegrationsProps) {
  const names = [...new Set([...chosen, ...known.map(({ path_name }) => path_name)])];
  const summary = chosen.length === 0 ? 'all' : chosen.length <= 3 ? chosen.join(', ') : `${chosen.length} chosen`;
  return (
    <details class="folded" open={problem !== undefined}>
      <summary>{`Integrations: ${summary}`}</summary>
      {problem && <p class="problem">{problem}</p>}
      <fieldset class="choices">
        <legend>Only runs of</legend>
        {names.map((name) => (
          <Checkbox key={name} name="integration" value={name} label={name} checked={chosen.includes(name)} />
        ))}
        {more && <p class="hint">There are more. The page of each leads to its runs.</p>}
      </fieldset>
    </details>
  );
}

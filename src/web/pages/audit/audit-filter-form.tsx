import type { Registry } from '../../../mcp/registry.js';
import { Choices } from '../../parts/choices.js';
import { TextField } from '../../parts/field.js';
import { FilterForm } from '../../parts/filter-form.js';
import type { AuditFields, AuditSearch } from './audit-search.js';

/** How a call may end beside the errors of the catalog. */
const OUTCOMES = ['ok', 'input_required', 'unknown_tool', 'merge_conflict', 'error'];

interface AuditFilterFormProps {
  readonly search: AuditSearch;
  readonly registry: Registry;
  /** Whether the calls of others can be asked for. */
  readonly ofOthers: boolean;
}

export function AuditFilterForm({ search: { fields, problems }, registry, ofOthers }: AuditFilterFormProps) {
  const typed = (name: keyof AuditFields) => ({ name, value: fields[name], problem: problems[name] });
  return (
    <FilterForm action="/audit" label="Calls">
      <div class="fields">
        {ofOthers && <TextField {...typed('user')} label="User" autocomplete="off" />}
        <TextField {...typed('tool')} label="Tool" list="audit-tools" autocomplete="off" />
        <TextField {...typed('outcome')} label="Outcome" list="audit-outcomes" autocomplete="off" />
        <TextField {...typed('from')} label="From (UTC)" type="date" />
        <TextField {...typed('to')} label="To and including (UTC)" type="date" />
      </div>
      <Choices id="audit-tools" values={registry.tools.map(({ name }) => name)} />
      <Choices id="audit-outcomes" values={[...OUTCOMES, ...Object.keys(registry.errors)]} />
    </FilterForm>
  );
}

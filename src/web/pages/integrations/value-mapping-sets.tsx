import type { ComponentRow } from '../../../queries/component-row.js';
import { Table } from '../../parts/table.js';
import { Annotations } from './annotations.js';
import { placeOf } from './place.js';
import type { PlacedWarnings } from './placed-warnings.js';
import { WarningList } from './warning-list.js';

interface ValueMappingSetsProps {
  readonly sets: readonly ComponentRow<'valuemappingset'>[];
  readonly mappings: readonly ComponentRow<'valuemapping'>[];
  readonly warnings: PlacedWarnings;
}

/** The tables by which values are replaced. */
export const ValueMappingSets = ({ sets, mappings, warnings }: ValueMappingSetsProps) => (
  <>
    {sets.map((set) => {
      const own = mappings.filter(({ valuemappingset_id }) => valuemappingset_id === set.id);
      return (
        <details key={set.id} class="card component">
          <summary>
            <h3>{set.name}</h3> <span class="soft">{own.length === 1 ? '1 value' : `${own.length} values`}</span>
          </summary>
          <div id={placeOf('valuemappingset', set.id)} class="body">
            <p class="soft">{ruleOf(set)}</p>
            {set.description && <p class="lines">{set.description}</p>}
            <WarningList warnings={warnings.of('valuemappingset', set.id)} />
            {own.length > 0 && <Values name={set.name} mappings={own} />}
            <Annotations {...set} />
          </div>
        </details>
      );
    })}
  </>
);

const ruleOf = ({ case_sensitive, use_default_to_value, default_to_value }: ComponentRow<'valuemappingset'>): string =>
  `${case_sensitive ? 'Capitals count' : 'Capitals do not count'}; what is not in it ` +
  `${use_default_to_value ? `becomes ${JSON.stringify(default_to_value ?? null)}` : 'stays as it is'}.`;

const Values = ({ name, mappings }: { name: string; mappings: readonly ComponentRow<'valuemapping'>[] }) => (
  <Table label={`Values of ${name}`} heads={['From', 'To', 'Status', 'Notes']}>
    {mappings.map(({ id, from_value, to_value, status, ...said }) => (
      <tr key={id} id={placeOf('valuemapping', id)}>
        <td>
          <code>{String(from_value)}</code>
        </td>
        <td>
          <code>{to_value}</code>
        </td>
        <td>{status}</td>
        <td>
          <Annotations {...said} />
        </td>
      </tr>
    ))}
  </Table>
);

import type { ComponentRow } from '../../../queries/component-row.js';
import { Badge } from '../../parts/badge.js';
import { Breakable } from '../../parts/breakable.js';
import { Table } from '../../parts/table.js';
import { Annotations } from './annotations.js';
import { Formula } from './formula.js';
import { Formulas } from './formulas.js';
import { placeOf } from './place.js';
import type { PlacedWarnings } from './placed-warnings.js';
import { WarningList } from './warning-list.js';

type FieldMapping = ComponentRow<'fieldmapping'>;

interface FieldMappingsProps {
  readonly of: string;
  readonly mappings: readonly FieldMapping[];
  /** The names of the value mapping sets. */
  readonly sets: ReadonlyMap<number, string>;
  readonly warnings: PlacedWarnings;
}

/** What fills the request of a service request, in the order in which it does. */
export const FieldMappings = ({ of, mappings, sets, warnings }: FieldMappingsProps) => (
  <Table
    label={`Field mappings of ${of}`}
    heads={['Field', 'Value', 'Becomes', 'When']}
    caption="Field mappings, in their order"
    class="mappings"
  >
    {mappings.map((mapping) => (
      <Row key={mapping.id} mapping={mapping} sets={sets} warnings={warnings} />
    ))}
  </Table>
);

type RowProps = Pick<FieldMappingsProps, 'sets' | 'warnings'> & { readonly mapping: FieldMapping };

function Row({ mapping, sets, warnings }: RowProps) {
  const { id, active, field, value, status, notes, tags, comments } = mapping;
  return (
    <tr id={placeOf('fieldmapping', id)} class={active ? undefined : 'off'}>
      <th scope="row">
        <code>
          <Breakable text={field} />
        </code>{' '}
        {!active && <Badge kind="plain">off</Badge>} {status !== 'Not Started' && <Badge kind="plain">{status}</Badge>}
        <Documented {...mapping} />
        <WarningList warnings={warnings.besides('fieldmapping', id, ['value', 'include_for_each', 'include_if'])} />
        <Annotations {...{ notes, tags, comments }} />
      </th>
      <td id={placeOf('fieldmapping', id, 'value')}>
        {value === undefined ? <span class="none">null</span> : <Formula code={value} />}
        <WarningList warnings={warnings.at('fieldmapping', id, 'value')} />
      </td>
      <td>
        <Becomes mapping={mapping} sets={sets} />
      </td>
      <td>
        {mapping.include_for_each === undefined && mapping.include_if === undefined ? (
          <span class="none">always</span>
        ) : (
          <Formulas kind="fieldmapping" row={mapping} fields={['include_for_each', 'include_if']} warnings={warnings} />
        )}
      </td>
    </tr>
  );
}

function Becomes({ mapping: { value_type, nullable, valuemappingset_id }, sets }: Omit<RowProps, 'warnings'>) {
  const set = valuemappingset_id === undefined ? undefined : sets.get(valuemappingset_id);
  return (
    <>
      <code>{value_type ?? 'as it is'}</code>
      {nullable && <p class="soft">may be null</p>}
      {set !== undefined && (
        <p class="soft">
          mapped by <a href={`#${placeOf('valuemappingset', valuemappingset_id as number)}`}>{set}</a>
        </p>
      )}
    </>
  );
}

/** Where it comes from and goes to in the words of the systems; nothing of it is run. */
function Documented(mapping: FieldMapping) {
  const { source_record_type, source_field_name, target_record_type, target_field_name } = mapping;
  const [source, target] = [
    [source_record_type, source_field_name],
    [target_record_type, target_field_name],
  ].map((parts) => parts.filter(Boolean).join('.'));
  if (!source && !target) return null;
  return <p class="soft">{`${source || '…'} → ${target || '…'}`}</p>;
}

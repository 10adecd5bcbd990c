import type { ComponentRow } from '../../../queries/component-row.js';
import { Badge } from '../../parts/badge.js';
import { Annotations } from './annotations.js';
import { formulaFields } from './formula-fields.js';
import { Formulas } from './formulas.js';
import { placeOf } from './place.js';
import type { PlacedWarnings } from './placed-warnings.js';
import { WarningList } from './warning-list.js';

type Rule = ComponentRow<'validationrule'>;

interface RulesProps {
  readonly rules: readonly Rule[];
  /** The names of the value mapping sets. */
  readonly sets: ReadonlyMap<number, string>;
  readonly warnings: PlacedWarnings;
}

/** Validation rules, in their order. */
export const Rules = ({ rules, sets, warnings }: RulesProps) => (
  <ul class="checks">
    {rules.map((rule) => (
      <li key={rule.id} id={placeOf('validationrule', rule.id)} class={rule.active ? undefined : 'off'}>
        <p>
          <strong>{rule.message_substitution_name ?? `Rule ${rule.id}`}</strong>{' '}
          {!rule.active && <Badge kind="plain">off</Badge>}{' '}
          <Badge kind="plain">{rule.abort_on_failure ? 'the run fails with it' : 'the run goes on'}</Badge>
        </p>
        <WarningList warnings={warnings.besides('validationrule', rule.id, formulaFields('validationrule'))} />
        <Demands rule={rule} sets={sets} />
        <Formulas kind="validationrule" row={rule} fields={formulaFields('validationrule')} warnings={warnings} />
        <Annotations {...rule} />
      </li>
    ))}
  </ul>
);

/** What a rule asks for beside its formula. */
function Demands({
  rule: { max_length, valuemappingset_id, valuemappingset_side },
  sets,
}: Omit<RulesProps, 'rules' | 'warnings'> & { rule: Rule }) {
  const set = valuemappingset_id === undefined ? undefined : (sets.get(valuemappingset_id) ?? valuemappingset_id);
  return (
    <>
      {max_length !== undefined && <p class="soft">at most {max_length} characters</p>}
      {set !== undefined && (
        <p class="soft">
          on the side <code>{valuemappingset_side ?? 'from'}</code> of{' '}
          <a href={`#${placeOf('valuemappingset', valuemappingset_id as number)}`}>{set}</a>
        </p>
      )}
    </>
  );
}

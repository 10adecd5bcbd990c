import { allRights, type Right } from '../../../queries/permissions.js';
import { Checkbox } from '../../parts/field.js';

interface RightsChoiceProps {
  /** What the boxes are about, for those who do not see it: `Rights on Loan Booking` */
  readonly legend: string;
  readonly checked: readonly Right[];
  /** Those that the visitor may grant and take away. */
  readonly grantable: readonly Right[];
}

/** A box for each right; they arrive as `right`. */
export const RightsChoice = ({ legend, checked, grantable }: RightsChoiceProps) => (
  <fieldset class="rights-choice">
    <legend class="visually-hidden">{legend}</legend>
    {allRights.map((right) => (
      <Checkbox
        key={right}
        name="right"
        value={right}
        label={right}
        checked={checked.includes(right)}
        disabled={!grantable.includes(right)}
      />
    ))}
  </fieldset>
);

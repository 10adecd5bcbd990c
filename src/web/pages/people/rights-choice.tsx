import { allRights, type Right } from '../../../queries/permissions.js';

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
      <label key={right} class="check">
        <input
          type="checkbox"
          name="right"
          value={right}
          checked={checked.includes(right)}
          disabled={!grantable.includes(right)}
        />
        <span>{right}</span>
      </label>
    ))}
  </fieldset>
);

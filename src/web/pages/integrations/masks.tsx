import type { ComponentRow } from '../../../queries/component-row.js';
import { Annotations } from './annotations.js';
import { formulaFields } from './formula-fields.js';
import { Formulas } from './formulas.js';
import { placeOf } from './place.js';
import type { PlacedWarnings } from './placed-warnings.js';
import { WarningList } from './warning-list.js';

/** Masks, in their order. */
export const Masks = ({ masks, warnings }: { masks: readonly ComponentRow<'mask'>[]; warnings: PlacedWarnings }) => (
  <ul class="checks">
    {masks.map((mask) => (
      <li key={mask.id} id={placeOf('mask', mask.id)}>
        <p>
          hides <code>{mask.field}</code>
          {mask.abort_if_not_applied_x_times > 0 &&
            `; the run fails when there are fewer than ${mask.abort_if_not_applied_x_times} to hide`}
        </p>
        <WarningList warnings={warnings.besides('mask', mask.id, formulaFields('mask'))} />
        <Formulas kind="mask" row={mask} fields={formulaFields('mask')} warnings={warnings} />
        <Annotations {...mask} />
      </li>
    ))}
  </ul>
);

import type { Kind } from '../../../queries/kind.js';
import { Formula } from './formula.js';
import { placeOf } from './place.js';
import type { PlacedWarnings } from './placed-warnings.js';
import { WarningList } from './warning-list.js';

interface FormulasProps {
  readonly kind: Kind;
  readonly row: { readonly id: number } & Readonly<Record<string, unknown>>;
  /** Which of its fields, in this order; those that are empty are left out. */
  readonly fields: readonly string[];
  readonly warnings: PlacedWarnings;
}

/** Formulas of a component, each under its name and with what is wrong with it. */
export const Formulas = ({ kind, row, fields, warnings }: FormulasProps) => (
  <>
    {fields
      .filter((field) => row[field] !== undefined)
      .map((field) => (
        <div class="named-formula" id={placeOf(kind, row.id, field)} key={field}>
          <p class="name">
            <code>{field}</code>
          </p>
          <Formula code={String(row[field])} />
          <WarningList warnings={warnings.at(kind, row.id, field)} />
        </div>
      ))}
  </>
);

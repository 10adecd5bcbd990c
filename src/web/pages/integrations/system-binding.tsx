import { adapters } from '../../../adapters/adapters.js';
import type { BoundConfig } from '../../../queries/integration-views.js';
import { Badge } from '../../parts/badge.js';

interface SystemBindingProps {
  readonly system: string;
  /** All that is bound to the integration. */
  readonly bound: readonly BoundConfig[];
  /** The systems of custom adapters. */
  readonly custom: ReadonlySet<string>;
}

const FOR = { everybody: 'for everybody', you: 'for you', others: 'for others' } as const;

/** The configurations by which a system is reached; that there is none, or that it needs none. */
export function SystemBinding({ system, bound, custom }: SystemBindingProps) {
  const own = bound.filter((config) => config.system === system);
  if (system === 'CALLINT') return <span class="soft">(another integration)</span>;
  if (!adapters.has(system) && !custom.has(system)) return <Badge kind="bad">there is no such system</Badge>;
  if (adapters.get(system)?.fields === null) return <span class="soft">(needs no configuration)</span>;
  if (own.length === 0) return <Badge kind="bad">no configuration bound</Badge>;
  return (
    <ul class="plain">
      {own.map(({ name, active, bound_for }) => (
        <li key={name + bound_for}>
          {name}, {FOR[bound_for]} {!active && <Badge kind="bad">inactive</Badge>}
        </li>
      ))}
    </ul>
  );
}

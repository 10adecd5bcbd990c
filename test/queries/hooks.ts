import { components } from '../../src/queries/components.js';

type HookOf<K extends keyof typeof components> = Extract<keyof (typeof components)[K]['columns'], `${string}_hook`>;

/** The hooks that a component of a kind may have. */
export const hooksOf = <K extends keyof typeof components>(kind: K): HookOf<K>[] =>
  Object.keys(components[kind].columns).filter((name): name is HookOf<K> => name.endsWith('_hook'));

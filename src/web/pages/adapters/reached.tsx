import type { ListedConfig } from '../../../queries/adapter-config-row.js';

/** Where a configuration leads. What the fields of a custom adapter mean is known to its code alone. */
export const Reached = ({ config: { custom_adapter_id, settings } }: { config: ListedConfig }) =>
  custom_adapter_id === null ? (
    <code>{`${settings.host}:${settings.port}`}</code>
  ) : (
    <span class="soft">what its custom adapter calls</span>
  );

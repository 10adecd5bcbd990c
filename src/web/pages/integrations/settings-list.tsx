import type { ConfigRow } from '../../../queries/component-row.js';
import { configColumns } from '../../../queries/components.js';

/** How an integration is run and what is kept of it, by the names of the fields that say so. */
export const SettingsList = ({ config }: { config: ConfigRow }) => (
  <details class="card component">
    <summary>
      <h3>Configuration</h3>
    </summary>
    <div class="body">
      <dl class="facts">
        {(Object.keys(configColumns) as (keyof ConfigRow)[]).map((name) => [
          <dt key={name}>
            <code>{name}</code>
          </dt>,
          <dd key={`${name} is`}>{shown(config[name])}</dd>,
        ])}
      </dl>
    </div>
  </details>
);

const shown = (value: unknown): string => {
  if (value === undefined) return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
};

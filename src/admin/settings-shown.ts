import { openAdapterConfig } from '../crypto/adapter-secrets.js';
import { SECRET_SHOWN } from '../engine/secret-shown.js';
import { configOf, type StoredConfig } from '../queries/adapter-config-row.js';
import type { AdminServices } from './desk.js';
import type { Row, Values } from './field.js';

/** The settings of an adapter configuration, with the mask in place of each secret that is set. */
export function settingsShown(row: Row, { keyring }: AdminServices): Values {
  const config = configOf(row as unknown as StoredConfig);
  try {
    const sealed = Object.keys(openAdapterConfig({ ...config, settings: {} }, keyring));
    return { ...config.settings, ...Object.fromEntries(sealed.map((name) => [name, SECRET_SHOWN])) };
  } catch {
    // Its key is gone: what can be read of it still can.
    return config.settings;
  }
}

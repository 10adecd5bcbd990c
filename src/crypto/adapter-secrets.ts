import type { Keyring } from './keyring.js';

interface ConfigName {
  readonly system: string;
  readonly name: string;
}

type SettingValues = Readonly<Record<string, unknown>>;

/** Where the secrets of a configuration belong. They do not open in the row of another one. */
export const adapterSecretsPlace = ({ system, name }: ConfigName): string => `adapter_configs/${system}/${name}`;

/** Seals the secret part of a configuration's settings; null when it has none. */
export function sealAdapterConfig(config: ConfigName, secrets: SettingValues, keyring: Keyring): string | null {
  if (Object.keys(secrets).length === 0) return null;
  return keyring.seal(JSON.stringify(secrets), adapterSecretsPlace(config));
}

/**
 * The complete settings of a stored configuration, secrets readable.
 * @throws SealError
 */
export function openAdapterConfig(
  row: ConfigName & { readonly settings: SettingValues; readonly sealed_settings: string | null },
  keyring: Keyring,
): SettingValues {
  if (row.sealed_settings === null) return row.settings;
  return { ...row.settings, ...JSON.parse(keyring.open(row.sealed_settings, adapterSecretsPlace(row))) };
}

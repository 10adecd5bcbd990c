/** How one system is reached. What is secret among its settings is sealed, by whoever writes it. */
export interface AdapterConfig {
  readonly id: number;
  readonly system: string;
  readonly name: string;
  readonly active: boolean;
  /** Whether it is tried out when all configurations are. */
  readonly validation_enabled: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly sealed_settings: string | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly validated_at: string | null;
  /** What the last validation found; null when it found nothing. */
  readonly validation_problem: string | null;
}

export type StoredConfig = Omit<AdapterConfig, 'settings'> & { readonly settings: string };

export const configOf = (row: StoredConfig): AdapterConfig => ({ ...row, settings: JSON.parse(row.settings) });

export const CONFIG_COLUMNS = [
  'id',
  'system',
  'name',
  'active',
  'validation_enabled',
  'settings',
  'sealed_settings',
  'created_at',
  'updated_at',
  'validated_at',
  'validation_problem',
] as const;

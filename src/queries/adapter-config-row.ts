/** How one system is reached. What is secret among its settings is sealed, by whoever writes it. */
export interface AdapterConfig {
  readonly id: number;
  /** Null for a system of the gateway's own. */
  readonly custom_adapter_id: number | null;
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
  /** Null but while a validation is under way that others wait for, or its process is gone. */
  readonly validation_started_at: string | null;
  readonly validation_process_id: string | null;
}

export type StoredConfig = Omit<AdapterConfig, 'settings'> & { readonly settings: string };

/** A configuration without what is sealed of it, which may be large. */
export type ListedConfig = Omit<AdapterConfig, 'sealed_settings'>;

export const configOf = (row: StoredConfig): AdapterConfig => ({ ...row, settings: JSON.parse(row.settings) });

/** What is known of a configuration that nobody has tried out as it is now. */
export const NOT_VALIDATED = {
  validated_at: null,
  validation_problem: null,
  validation_started_at: null,
  validation_process_id: null,
} as const;

export const CONFIG_COLUMNS = [
  'id',
  'custom_adapter_id',
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
  'validation_started_at',
  'validation_process_id',
] as const;

export const LISTED_COLUMNS = CONFIG_COLUMNS.filter((column) => column !== 'sealed_settings');

/** What a vault's secret is sealed for. */
export const vaultSecretPlace = ({ vault_id, key }: { vault_id: number; key: string }): string =>
  `vault_secrets/${vault_id}/${key}`;

/** What the input of a run is sealed for while it waits to be tried again. */
export const RETRY_INPUT_PLACE = 'scheduled_retries';

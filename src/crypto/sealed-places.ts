/** What a vault's secret is sealed for. */
export const vaultSecretPlace = ({ vault_id, key }: { vault_id: number; key: string }): string =>
  `vault_secrets/${vault_id}/${key}`;

/** What the input of a run is sealed for while it waits to be begun. */
export const QUEUED_INPUT_PLACE = 'queued_runs';

/** What a file of a run is sealed for. */
export const runFilePlace = ({ run_id, name }: { run_id: number; name: string }): string =>
  `run_files/${run_id}/${name}`;

/** What the answer to a request with an idempotency key is sealed for. */
export const keptAnswerPlace = ({ id }: { id: number }): string => `idempotent_requests/${id}`;

/** What something that the authorization server has given out is sealed for. */
export const artifactPlace = ({ kind, id_hash }: { kind: string; id_hash: string }): string =>
  `oauth_artifacts/${kind}/${id_hash}`;

/** What the text is sealed for by which it is found out whether a process has the right keys. */
export const KEY_CHECK_PLACE = 'key_check';

/** What a key of the authorization server is sealed for. */
export const oauthKeyPlace = ({ use }: { use: string }): string => `oauth_keys/${use}`;

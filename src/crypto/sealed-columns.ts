import { adapterSecretsPlace } from './adapter-secrets.js';
import {
  artifactPlace,
  KEY_CHECK_PLACE,
  keptAnswerPlace,
  oauthKeyPlace,
  QUEUED_INPUT_PLACE,
  runFilePlace,
  vaultSecretPlace,
} from './sealed-places.js';

/** A column of the database whose texts are sealed. */
export interface SealedPlace {
  readonly table: string;
  readonly column: string;
  /** The columns of which the place is made. */
  readonly needs: readonly string[];
  /** What each text was sealed for. */
  place(row: Readonly<Record<string, unknown>>): string;
}

/** Every column of which a key rotation must know. */
export const sealedColumns: readonly SealedPlace[] = [
  { table: 'key_check', column: 'sealed_text', needs: [], place: () => KEY_CHECK_PLACE },
  {
    table: 'adapter_configs',
    column: 'sealed_settings',
    needs: ['system', 'name'],
    place: (row) => adapterSecretsPlace(row as { system: string; name: string }),
  },
  {
    table: 'vault_secrets',
    column: 'sealed_value',
    needs: ['vault_id', 'key'],
    place: (row) => vaultSecretPlace(row as { vault_id: number; key: string }),
  },
  {
    table: 'run_files',
    column: 'content',
    needs: ['run_id', 'name'],
    place: (row) => runFilePlace(row as { run_id: number; name: string }),
  },
  {
    table: 'idempotent_requests',
    column: 'sealed_answer',
    needs: [],
    place: (row) => keptAnswerPlace(row as { id: number }),
  },
  { table: 'queued_runs', column: 'sealed_input', needs: [], place: () => QUEUED_INPUT_PLACE },
  {
    table: 'oauth_artifacts',
    column: 'sealed_payload',
    needs: ['kind', 'id_hash'],
    place: (row) => artifactPlace(row as { kind: string; id_hash: string }),
  },
  {
    table: 'oauth_keys',
    column: 'sealed_key',
    needs: ['use'],
    place: (row) => oauthKeyPlace(row as { use: string }),
  },
];

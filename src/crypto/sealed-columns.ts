import { adapterSecretsPlace } from './adapter-secrets.js';

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
  {
    table: 'adapter_configs',
    column: 'sealed_settings',
    needs: ['system', 'name'],
    place: (row) => adapterSecretsPlace(row as { system: string; name: string }),
  },
];

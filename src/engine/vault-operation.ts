/** What can be done with an open vault (domain.md 4.10). */
export type VaultOperation = Verb | `${Verb}_secret`;

type Verb = 'get' | 'insert' | 'update' | 'upsert' | 'delete';

interface Meaning {
  readonly verb: Verb;
  readonly secret: boolean;
  readonly needs: 'read' | 'write';
}

const VERBS: readonly Verb[] = ['get', 'insert', 'update', 'upsert', 'delete'];

export const vaultOperations: ReadonlyMap<string, Meaning> = new Map(
  VERBS.flatMap((verb): [VaultOperation, Meaning][] => {
    const needs = verb === 'get' ? 'read' : 'write';
    return [
      [verb, { verb, secret: false, needs }],
      [`${verb}_secret`, { verb, secret: true, needs }],
    ];
  }),
);

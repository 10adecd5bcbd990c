const COMPONENTS = ['ServiceRequest', 'FieldMapping', 'ValidationRule', 'ValueMappingSet', 'ValueMapping', 'Mask'];

/** What is never reached through the admin models, by name, and where to look instead (domain.md 1.2, 3.11). */
export const blockedModels: ReadonlyMap<string, string> = new Map([
  [
    'gateway.GlobalConfig',
    'The settings of the gateway itself are its environment; see its documentation of configuration.',
  ],
  [
    'gateway.OAuthArtifact',
    'What applications were given is revoked on the page of the account, or of the application.',
  ],
  ['gateway.OAuthKey', 'The keys that sign tokens are replaced by themselves.'],
  ['gateway.IdempotentRequest', 'Kept answers go by themselves.'],
  ['gateway.Process', 'Processes register themselves.'],
  ['gateway.ScheduledRetry', 'Retries end when their integration is switched off, or its settings say so.'],
  ['gateway.IntegrationRunItem', 'get_run_history shows the steps of a run.'],
  ...COMPONENTS.map((name): [string, string] => [
    `gateway.${name}`,
    'read_integration shows what an integration is made of, and write_integration writes it.',
  ]),
]);

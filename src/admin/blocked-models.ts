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
]);

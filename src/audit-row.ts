import type { Account } from './auth/account.js';
import type { AuditEntry } from './mcp/pipeline.js';
import type { AuditRow } from './queries/audit.js';

/** What the audit log keeps of a call that is over now. */
export const auditRow = (entry: AuditEntry, at: Date): AuditRow => ({
  at: at.toISOString(),
  user_id: entry.principal.id,
  username: entry.principal.username,
  token_id: (entry.principal as Account).tokenId,
  client: (entry.principal as Account).client,
  tool: entry.tool,
  action: entry.action,
  integration_id: entry.integrationId,
  outcome: entry.outcome,
  request_bytes: entry.requestBytes,
  response_bytes: entry.responseBytes,
  milliseconds: entry.milliseconds,
});

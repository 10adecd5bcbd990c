import type { Account } from './auth/account.js';
import type { AuditEntry } from './mcp/audit-entry.js';
import type { AuditQueries, AuditRow } from './queries/audit.js';

/** Writes calls down as the pipeline asks for it: one that only reads does not wait for its row. */
export const createAudit =
  (audit: Pick<AuditQueries, 'record' | 'recordLater'>, now: () => Date) =>
  (entry: AuditEntry): Promise<void> => {
    const row = auditRow(entry, now());
    return entry.readOnly ? audit.recordLater(row) : audit.record(row);
  };

/** What the audit log keeps of a call that is over now. */
const auditRow = (entry: AuditEntry, at: Date): AuditRow => ({
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

import type { Principal } from '../auth/principal.js';

/** One row of the audit log: who called what, on which integration, and how it ended. It holds no arguments. */
export interface AuditEntry {
  /** Whether the call can have changed nothing. */
  readonly readOnly: boolean;
  readonly principal: Principal;
  readonly tool: string;
  readonly action: string | null;
  readonly integrationId: number | null;
  /** `ok`, an error code, `input_required`, `unknown_tool`, or the `error` of an answer that says `success: false`. */
  readonly outcome: string;
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly milliseconds: number;
}

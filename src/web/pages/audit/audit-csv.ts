import { csv } from '../../../csv.js';
import { type ShownCall, wayOf } from './audit-table.js';

const HEADINGS = [
  'at',
  'user',
  'tool',
  'action',
  'integration',
  'outcome',
  'through',
  'milliseconds',
  'request_bytes',
  'response_bytes',
];

/** The calls, with a line of headings. */
export const auditCsv = (calls: readonly ShownCall[]): string => csv([HEADINGS, ...calls.map(cellsOf)]);

const cellsOf = (call: ShownCall): (string | null)[] => [
  call.at,
  call.username,
  call.tool,
  call.action,
  call.integration,
  call.outcome,
  wayOf(call),
  String(call.milliseconds),
  String(call.request_bytes),
  String(call.response_bytes),
];

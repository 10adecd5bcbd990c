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

/** The calls as RFC 4180 has it, with a line of headings. */
export const auditCsv = (calls: readonly ShownCall[]): string =>
  [HEADINGS, ...calls.map(cellsOf)].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');

const cellsOf = (call: ShownCall): (string | number)[] => [
  call.at,
  call.username,
  call.tool,
  call.action ?? '',
  call.integration ?? '',
  call.outcome,
  wayOf(call),
  call.milliseconds,
  call.request_bytes,
  call.response_bytes,
];

/** Names are chosen by people, and a spreadsheet takes what begins like a formula for one. */
function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

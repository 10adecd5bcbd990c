import type { Report } from './report.js';

/** A report for programs: one JSON object. */
export function jsonReport(report: Report): string {
  if (report.status !== 'invalid') return `${JSON.stringify(report, null, 2)}\n`;
  const problems = report.problems.map(({ line, column, length, message }) => ({ line, column, length, message }));
  return `${JSON.stringify({ ...report, problems }, null, 2)}\n`;
}

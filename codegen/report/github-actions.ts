import type { Report } from './report.js';
import { textReport } from './text.js';

/** A report as GitHub's workflow commands, which become annotations on the lines that they name. */
export function githubReport(report: Report): string {
  if (report.status === 'invalid') {
    return report.problems
      .map(({ line, column, length, message }) => {
        const place = { file: report.catalog, line, col: column, endColumn: column + length };
        return command(place, 'The catalog has an error', message);
      })
      .join('');
  }
  if (report.status === 'stale') {
    return report.stale
      .map(({ path, state, diff }) => {
        return command({ file: path, line: 1 }, `Generated file ${state}`, `To mend: ${report.command}\n${diff}`);
      })
      .join('');
  }
  return textReport(report);
}

function command(place: Readonly<Record<string, string | number>>, title: string, message: string): string {
  const properties = Object.entries({ ...place, title }).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::error ${properties.join(',')}::${data(message)}\n`;
}

function data(text: string): string {
  return text.trimEnd().replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

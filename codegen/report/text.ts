import { excerpt } from './excerpt.js';
import type { Report, StaleFile } from './report.js';

const DIFF_LINES = 40;

/** A report for a person at a terminal. */
export function textReport(report: Report): string {
  if (report.status === 'current') return `${report.files} files are current with ${report.catalog}\n`;
  if (report.status === 'written') return writtenText(report);
  if (report.status === 'stale') return staleText(report);
  const { catalog, problems } = report;
  const parts = problems.map((problem) => {
    return `${catalog}:${problem.line}:${problem.column}: ${problem.message}\n\n${excerpt(problem)}\n`;
  });
  return `${parts.join('\n')}\n${count(problems.length, 'problem')} in ${catalog}; nothing was generated\n`;
}

const WORDS = {
  written: 'written',
  removed: 'removed',
  stub: 'written as a stub: make it answer',
  foreign: 'is not generated, and only generated files may be here: move it or delete it',
} as const;

function writtenText({ catalog, files, written }: Extract<Report, { status: 'written' }>): string {
  const lines = written.map(({ path, what }) => `${path}: ${WORDS[what]}\n`);
  const changed = written.filter(({ what }) => what === 'written' || what === 'removed').length;
  return `${lines.join('')}${count(files, 'file')} from ${catalog}, ${changed === 0 ? 'none' : changed} changed\n`;
}

function staleText({ catalog, stale, command }: Extract<Report, { status: 'stale' }>): string {
  const parts = stale.map((file) => `${file.path}: ${file.state}\n${shortened(file)}`);
  return `${parts.join('\n')}\n${count(stale.length, 'file')} not current with ${catalog}. To mend: ${command}\n`;
}

function shortened({ diff }: StaleFile): string {
  const lines = diff.trimEnd().split('\n');
  if (lines.length <= DIFF_LINES) return `${lines.join('\n')}\n`;
  return `${lines.slice(0, DIFF_LINES).join('\n')}\n… ${lines.length - DIFF_LINES} more lines\n`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

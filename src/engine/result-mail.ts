import type { ConfigRow } from '../queries/component-row.js';
import type { RunResult } from './runner.js';

export interface Mail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

/** A step as a mail tells of it. */
export interface MailedStep {
  readonly type: string;
  readonly label: string | null;
  readonly milliseconds: number;
  readonly failed: boolean;
}

export type MailRules = Pick<
  ConfigRow,
  | 'email_on_success'
  | 'email_on_failure'
  | 'email_on_success_to_addresses'
  | 'email_on_failure_to_addresses'
  | 'email_digests'
>;

export interface MailedRun {
  readonly pathName: string;
  readonly result: RunResult;
  readonly config: MailRules;
  /** The gateway's address; null when it has none. */
  readonly publicUrl: string | null;
  /** For the breakdown; masked, as all of the run history. */
  readonly steps?: readonly MailedStep[];
}

/** An address alone: nothing in it can become a header or a recipient of its own. */
const MAILBOX = /^[^\s@<>"(),;:\\]+@[^\s@<>"(),;:\\]+$/;
const MOST_RECIPIENTS = 100;
/** What comes behind them is left to the run history. */
export const MOST_STEPS = 500;
/** Of the output, in characters of its JSON. */
const LONGEST_OUTPUT = 20_000;

/**
 * The mail that tells how a run ended (domain.md 4.15), null when nobody wants one. It says what the run history shows, and so
 * nothing that a mask hides.
 */
export function resultMail({ pathName, result, config, publicUrl, steps = [] }: MailedRun): Mail | null {
  const failed = result.status === 'failure';
  const wanted = failed ? config.email_on_failure : config.email_on_success;
  const to = addressesIn(failed ? config.email_on_failure_to_addresses : config.email_on_success_to_addresses);
  if (!wanted || to.length === 0) return null;
  const parts = [
    `The integration ${pathName} has ${failed ? 'failed' : 'completed successfully'} after ${shown(result.milliseconds)}.`,
    facts(result, publicUrl),
  ];
  if (config.email_digests) parts.push(breakdown(steps), output(result));
  return {
    to,
    subject: oneLine(`${failed ? 'Failed' : 'Succeeded'}: ${pathName}`),
    text: `${parts.filter(Boolean).join('\n\n')}\n`,
  };
}

function addressesIn(text: string | null | undefined): string[] {
  const addresses = (text ?? '').split(',').map((address) => address.trim());
  return [...new Set(addresses)].filter((address) => MAILBOX.test(address)).slice(0, MOST_RECIPIENTS);
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 200);

const shown = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;

function facts(
  { runHistoryId, error, output: { status }, historyProblem }: RunResult,
  publicUrl: string | null,
): string {
  return [
    runHistoryId === null ? 'Run: not stored' : `Run: ${runHistoryId}`,
    `Status: ${status}`,
    error && `Error: ${error.type}: ${error.message}`,
    historyProblem && `Run history: ${historyProblem}`,
    publicUrl && `Gateway: ${publicUrl}`,
  ]
    .filter(Boolean)
    .join('\n');
}

function breakdown(steps: readonly MailedStep[]): string {
  if (steps.length === 0) return '';
  const lines = steps
    .slice(0, MOST_STEPS)
    .map(
      ({ type, label, milliseconds, failed }, at) =>
        `${String(at + 1).padStart(4)}. ${oneLine(`${type} ${label ?? ''}`).trim()}, ${shown(milliseconds)}${failed ? ', FAILED' : ''}`,
    );
  return ['Steps:', ...lines, ...(steps.length > MOST_STEPS ? ['      and more'] : [])].join('\n');
}

function output({ shownPayload }: RunResult): string {
  const json = JSON.stringify(shownPayload, null, 2) ?? 'null';
  const end = json.length > LONGEST_OUTPUT ? `\n… (${json.length} characters in all)` : '';
  return `Output:\n${json.slice(0, LONGEST_OUTPUT)}${end}`;
}

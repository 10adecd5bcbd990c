import type { Queries } from '../queries/queries.js';
import type { Definition } from './definition.js';
import { type Mail, MOST_STEPS, resultMail } from './result-mail.js';
import type { RunResult } from './runner.js';

interface ResultMailsOptions {
  readonly queries: Pick<Queries, 'runHistory'>;
  readonly mailer: { send(mail: Mail): Promise<unknown> };
  readonly publicUrl: string | null;
}

/** Has a mail sent when a run has ended, to those whom the integration's configuration names (domain.md 4.15). */
export class ResultMails {
  constructor(private readonly options: ResultMailsOptions) {}

  /** Resolves before the mail is sent, so that a slow mail server holds up nobody. */
  async afterRun({ result, definition }: { result: RunResult; definition: Definition }): Promise<void> {
    const { queries, mailer, publicUrl } = this.options;
    const { pathName, config } = definition;
    const run = { pathName, config, result, publicUrl };
    if (!resultMail(run)) return;
    const stored = config.email_digests ? result.runHistoryId : null;
    const steps = stored === null ? [] : await queries.runHistory.items(stored, 0, MOST_STEPS + 1);
    const mail = resultMail({ ...run, steps });
    if (mail) mailer.send(mail);
  }
}

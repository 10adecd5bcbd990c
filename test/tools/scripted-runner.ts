import type { Run, Runner, RunRequest, RunResult, Stage } from '../../src/engine/runner.js';

/** A run that a test watches. */
export interface ScriptedRun {
  readonly request: RunRequest;
  readonly watch: ((stage: Stage) => void) | undefined;
  cancelled: boolean;
  /** Ends it; what is not given of the result is that of a run that went well. */
  end(result?: Partial<RunResult>): void;
}

type Script = (run: ScriptedRun) => void;

/** Answers with the payload it got, in the envelope of a web service. */
export const echo: Script = (run) => run.end({ shownPayload: { echo: run.request.input.payload } });

/** A runner that does what a test says, so that every end of a run can be had. */
export class ScriptedRunner implements Runner {
  readonly runs: ScriptedRun[] = [];
  readonly queued: RunRequest[] = [];
  script: Script = echo;

  async start(request: RunRequest, watch?: (stage: Stage) => void): Promise<Run> {
    let end: ScriptedRun['end'] = () => {};
    const runHistoryId = this.runs.length + 1;
    const result = new Promise<RunResult>((resolve) => {
      end = (given = {}) =>
        resolve({
          status: given.error ? 'failure' : 'success',
          output: { payload: given.shownPayload, status: given.error ? 500 : 200, headers: {} },
          shownPayload: null,
          error: null,
          runHistoryId,
          historyProblem: null,
          milliseconds: 1.5,
          ...given,
        });
    });
    const run: ScriptedRun = { request, watch, cancelled: false, end };
    this.runs.push(run);
    this.script(run);
    return {
      runHistoryId,
      result,
      cancel: () => {
        run.cancelled = true;
        run.end({ error: { type: 'cancelled', message: 'The run was cancelled.' } });
      },
    };
  }

  async queue(request: RunRequest): Promise<number | null> {
    return this.queued.push(request);
  }

  tryCustomAdapter = async (): Promise<string | null> => null;

  async stop(): Promise<void> {}
}

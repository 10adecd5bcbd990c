import assert from 'node:assert/strict';
import { Retries } from '../../src/engine/retries.js';
import type { RetryConfig } from '../../src/engine/retry-schedule.js';
import type { QueueRequest } from '../../src/engine/run-queue.js';
import type { RunResult } from '../../src/engine/runner.js';

const NOW = new Date('2026-11-22T09:30:00.000Z');

const EXPONENTIAL: RetryConfig = {
  retry_mode: 'exponential',
  retry_delay_seconds: 5,
  retry_delay_jitter: 2,
  max_retries: 3,
};

const failure: RunResult = {
  status: 'failure',
  output: { payload: 'Error', status: 500, headers: {} },
  shownPayload: 'Error',
  error: { type: 'service_request_failed', message: 'HTTP 500' },
  runHistoryId: 41,
  historyProblem: null,
  milliseconds: 12,
};

const request: QueueRequest = {
  integrationId: 3,
  actor: { id: 7, username: 'ann', email: null, superuser: false },
  startedBy: 'http',
  input: {
    payload: { amount: 5 },
    method: 'POST',
    params: {},
    path: null,
    fullpath: '/integrations/execute/Flaky',
    headers: {},
    files: { loan: { name: 'loan.pdf', content: new Uint8Array([1, 2, 255]) } },
    external: true,
  },
  hidden: ['078-05-1120'],
  parentRunId: 12,
};

describe('retries', () => {
  let queued: { request: QueueRequest; seconds: number }[];
  let retries: Retries;
  beforeEach(() => {
    queued = [];
    const add = async (request: QueueRequest, at = NOW) => {
      queued.push({ request, seconds: (at.getTime() - NOW.getTime()) / 1000 });
      return 42;
    };
    retries = new Retries({ runQueue: { add }, now: () => NOW, random: () => 0.5 });
  });

  it('queue a run again until it has used them up, each as its own run with the label of the first', async () => {
    let failed = request;
    for (let runHistoryId = 41; await retries.afterFailure(failed, { ...failure, runHistoryId }, EXPONENTIAL); ) {
      failed = queued.at(-1)?.request ?? request;
      runHistoryId = 99;
    }
    assert.deepEqual(
      queued,
      [
        [6, 1],
        [11, 2],
        [21, 3],
      ].map(([seconds, attempt]) => ({
        seconds,
        request: {
          integrationId: 3,
          actor: request.actor,
          startedBy: 'retry',
          input: request.input,
          hidden: ['078-05-1120'],
          labels: ['retry_for_run_id:41'],
          retry: { of: 41, attempt },
        },
      })),
    );
  });

  it('have no label when the first run has no history', async () => {
    await retries.afterFailure(request, { ...failure, runHistoryId: null }, EXPONENTIAL);
    assert.deepEqual(queued[0]?.request.labels, []);
    assert.deepEqual(queued[0]?.request.retry, { of: null, attempt: 1 });
  });

  const notRetried: [string, { given: [Partial<RunResult>, Partial<RetryConfig>] }][] = [
    ['a run that succeeded', { given: [{ status: 'success', error: null }, {}] }],
    ['a run that was cancelled', { given: [{ error: { type: 'cancelled', message: '' } }, {}] }],
    ['without retries', { given: [{}, { retry_mode: 'none' }] }],
  ];
  for (const [name, { given }] of notRetried) {
    it(`do not try again ${name}`, async () => {
      const [result, config] = given;
      assert.equal(
        await retries.afterFailure(request, { ...failure, ...result }, { ...EXPONENTIAL, ...config }),
        false,
      );
      assert.deepEqual(queued, []);
    });
  }
});

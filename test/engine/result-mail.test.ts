import assert from 'node:assert/strict';
import { type MailedRun, resultMail } from '../../src/engine/result-mail.js';
import type { RunResult } from '../../src/engine/runner.js';

const success: RunResult = {
  status: 'success',
  output: { payload: { ssn: '078-05-1120' }, status: 200, headers: { 'X-Secret': 'hidden header' } },
  shownPayload: { ssn: 'XXXXXXXXXXXX' },
  error: null,
  runHistoryId: 41,
  historyProblem: null,
  milliseconds: 1234,
};
const failure: RunResult = {
  ...success,
  status: 'failure',
  output: { payload: '078-05-1120', status: 500, headers: {} },
  shownPayload: 'Error',
  error: { type: 'service_request_failed', message: 'create_customer: HTTP 500' },
};

const run = (changes: Partial<MailedRun> = {}): MailedRun => ({
  pathName: 'Loan Booking',
  result: success,
  config: {
    email_on_success: true,
    email_on_failure: true,
    email_on_success_to_addresses: 'ann@bank.example, bob@bank.example',
    email_on_failure_to_addresses: 'ops@bank.example',
    email_digests: false,
  },
  publicUrl: 'https://gateway.bank.example',
  steps: [
    { type: 'INPUT', label: null, milliseconds: 0, failed: false },
    { type: 'REQUEST', label: 'create_customer', milliseconds: 1200.4, failed: true },
  ],
  ...changes,
});
const { config } = run();

describe('resultMail', () => {
  it('tells of a success', () => {
    assert.deepEqual(resultMail(run()), {
      to: ['ann@bank.example', 'bob@bank.example'],
      subject: 'Succeeded: Loan Booking',
      text:
        'The integration Loan Booking has completed successfully after 1.2 s.\n\n' +
        'Run: 41\nStatus: 200\nGateway: https://gateway.bank.example\n',
    });
  });

  it('tells of a failure, with its breakdown', () => {
    const mail = resultMail(run({ result: failure, config: { ...config, email_digests: true } }));
    assert.deepEqual(mail, {
      to: ['ops@bank.example'],
      subject: 'Failed: Loan Booking',
      text:
        'The integration Loan Booking has failed after 1.2 s.\n\n' +
        'Run: 41\nStatus: 500\nError: service_request_failed: create_customer: HTTP 500\n' +
        'Gateway: https://gateway.bank.example\n\n' +
        'Steps:\n   1. INPUT, 0 ms\n   2. REQUEST create_customer, 1.2 s, FAILED\n\n' +
        'Output:\n"Error"\n',
    });
  });

  const none: [string, Partial<MailedRun>][] = [
    ['when nobody asked for it', { config: { ...config, email_on_success: false } }],
    ['without addresses', { config: { ...config, email_on_success_to_addresses: ' , ' } }],
    [
      'without a list of addresses',
      { config: { email_on_success: true, email_on_failure: true, email_digests: true } },
    ],
    [
      'to what are no addresses',
      { config: { ...config, email_on_success_to_addresses: 'ann, a@b\r\nBcc:c@d, <x>@y' } },
    ],
  ];
  for (const [name, changes] of none) {
    it(`is none ${name}`, () => assert.equal(resultMail(run(changes)), null));
  }

  it('never says what a mask hides', () => {
    for (const result of [success, failure]) {
      const mail = resultMail(run({ result, config: { ...config, email_digests: true } }));
      assert.doesNotMatch(JSON.stringify(mail), /078-05|hidden header/);
    }
  });

  it('says when the history is not stored, or not whole', () => {
    const result = { ...success, runHistoryId: null, historyProblem: 'the disk is full' };
    const text = resultMail(run({ result, publicUrl: null }))?.text ?? '';
    assert.match(text, /Run: not stored\nStatus: 200\nRun history: the disk is full\n$/);
  });

  it('has limits', () => {
    const mail = resultMail(
      run({
        pathName: `Long\r\nBcc: x@y ${'n'.repeat(300)}`,
        result: { ...success, shownPayload: 'o'.repeat(50_000) },
        config: {
          ...config,
          email_digests: true,
          email_on_success_to_addresses: Array.from({ length: 200 }, (_, i) => `a${i % 150}@b`).join(),
        },
        steps: Array.from({ length: 812 }, () => ({ type: 'DEBUG', label: 'a\nb', milliseconds: 1, failed: false })),
      }),
    );
    assert.equal(mail?.to.length, 100);
    assert(mail && !mail.subject.includes('\n') && mail.subject.length <= 200);
    assert.match(mail.text, / 500\. DEBUG a b, 1 ms\n {6}and more\n/);
    assert.match(mail.text, /o\n… \(50002 characters in all\)\n$/);
    assert(mail.text.length < 40_000);
  });
});

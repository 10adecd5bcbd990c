import { QueryError } from '../../queries/query-error.js';
import { model } from '../model.js';

const ADDRESSES = { type: 'text', nullable: true, maxLength: 2000 } as const;

/** How the runs of one integration are kept, reported and retried (domain.md 3.8). */
export const integrationConfig = model({
  name: 'gateway.IntegrationConfig',
  title: 'integration settings',
  plural: 'integration settings',
  description: 'How the runs of an integration are kept, reported by mail, and retried. Every integration has one.',
  table: 'integration_configs',
  fields: {
    integration_id: {
      type: 'reference',
      to: 'gateway.Integration',
      help: 'The integration whose settings these are.',
      writable: 'never',
      indexed: true,
    },
    email_on_success: { type: 'boolean', help: 'Whether a mail is sent when a run succeeds.' },
    email_on_success_to_addresses: { ...ADDRESSES, help: 'To whom, separated by commas.' },
    email_on_failure: { type: 'boolean', help: 'Whether a mail is sent when a run fails.' },
    email_on_failure_to_addresses: { ...ADDRESSES, help: 'To whom, separated by commas.' },
    email_digests: { type: 'boolean', help: 'Whether those mails tell each step of the run.' },
    store_run_history: { type: 'boolean', help: 'Whether runs are kept at all.' },
    store_run_history_for_x_days: {
      type: 'integer',
      min: 1,
      max: 36_500,
      help: 'After how many days a run is deleted.',
    },
    store_payload_in_run_history: {
      type: 'boolean',
      help: 'Whether what a run got and sent is kept; only where runs are kept.',
    },
    store_payloads_in_run_history_for_x_days: {
      type: 'integer',
      min: 1,
      max: 36_500,
      help: 'After how many days what a run got and sent is taken out of it.',
    },
    retry_mode: {
      type: 'choice',
      choices: ['none', 'fixed', 'exponential'],
      help: 'Whether a run that failed is tried again, after the same delay each time, or after twice the delay each time.',
    },
    retry_delay_seconds: {
      type: 'integer',
      min: 1,
      max: 600,
      help: 'How long the first retry waits; the longest may wait 300 seconds, its jitter included.',
    },
    retry_delay_jitter: { type: 'integer', min: 0, max: 120, help: 'Up to how many seconds are added at random.' },
    max_retries: { type: 'integer', min: 1, max: 10, help: 'How many times at the most.' },
    engine_version: {
      type: 'choice',
      choices: ['1.0.0', '1.1.0', '1.2.0'],
      help: 'By which rules the integration runs: 1.1.0 lets masks apply conditionally, 1.2.0 lets it choose the type of its answer.',
    },
  },
  needs: {
    view: { right: 'read', on: 'integration_id' },
    add: 'nobody',
    change: { right: 'write', on: 'integration_id' },
    delete: 'nobody',
  },
  scopes: { write: 'write' },
  instead: {
    add: 'An integration is given one when it is created.',
    delete: 'They go with their integration.',
  },
  unique: ['integration_id'],

  async change({ integration_id }, config, { queries, caller, at, signal, refuse }) {
    const context = { integrationId: Number(integration_id), name: '', userId: caller.id, now: at, signal };
    try {
      await queries.components.write({ integration: { config } }, context);
    } catch (error) {
      if (error instanceof QueryError) refuse('invalid_value', error.message, 'retry_delay_seconds');
      throw error;
    }
    return undefined;
  },
});

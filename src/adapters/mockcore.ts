import type { Adapter } from './adapter.js';
import { makeHttpCall, tryHttp } from './http-calls.js';
import { httpRequest } from './http-request.js';
import { httpFields, httpProblems, httpSecretsSent } from './http-settings.js';

/** The mock banking core: what stands beside `url_path` in the payload is posted there as JSON (domain.md 5.5). */
export const mockcore: Adapter = {
  system: 'MOCKCORE',
  title: 'Mock banking core',
  fields: httpFields,
  problems: httpProblems,
  secretsSent: httpSecretsSent,
  execute: ({ payload: { url_path, method: _posted, ...body } }, context) =>
    makeHttpCall(context, (settings) => ({
      request: httpRequest(
        {
          url_path,
          method: 'POST',
          headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
          body: JSON.stringify(body),
        },
        settings,
      ),
      forced: null,
    })),
  validate: tryHttp,
};

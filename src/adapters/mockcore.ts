import type { Adapter } from './adapter.js';
import { httpCall } from './http-call.js';
import { httpRequest } from './http-request.js';
import { httpFields, httpProblems, httpSecretsSent } from './http-settings.js';
import { validateHttp } from './http-validation.js';

/** The mock banking core: what stands beside `url_path` in the payload is posted there as JSON (domain.md 5.5). */
export const mockcore: Adapter = {
  system: 'MOCKCORE',
  title: 'Mock banking core',
  fields: httpFields,
  problems: httpProblems,
  secretsSent: httpSecretsSent,
  execute: ({ payload: { url_path, method: _posted, ...body } }, context) =>
    httpCall(context, (settings) => ({
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
  validate: validateHttp,
};

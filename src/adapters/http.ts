import type { Adapter } from './adapter.js';
import { httpCall } from './http-call.js';
import { forcedTypeOf, httpRequest } from './http-request.js';
import { httpFields, httpProblems, httpSecretsSent } from './http-settings.js';
import { validateHttp } from './http-validation.js';

/** Any service that speaks HTTP (domain.md 5.2). */
export const http: Adapter = {
  system: 'HTTP',
  title: 'HTTP',
  fields: httpFields,
  problems: httpProblems,
  secretsSent: httpSecretsSent,
  execute: ({ payload }, context) =>
    httpCall(context, (settings) => ({ request: httpRequest(payload, settings), forced: forcedTypeOf(payload) })),
  validate: validateHttp,
};

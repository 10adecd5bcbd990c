import type { Adapter } from './adapter.js';
import { makeHttpCall, tryHttp } from './http-calls.js';
import { forcedTypeOf, httpRequest } from './http-request.js';
import { httpFields, httpProblems, httpSecretsSent } from './http-settings.js';

/** Any service that speaks HTTP (domain.md 5.2). */
export const http: Adapter = {
  system: 'HTTP',
  title: 'HTTP',
  fields: httpFields,
  problems: httpProblems,
  secretsSent: httpSecretsSent,
  execute: ({ payload }, context) =>
    makeHttpCall(context, (settings) => ({ request: httpRequest(payload, settings), forced: forcedTypeOf(payload) })),
  validate: tryHttp,
};

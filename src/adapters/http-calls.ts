import type { httpCall as call } from './http-call.js';
import type { validateHttp as validate } from './http-validation.js';

let httpCall: typeof call | undefined;

/** Makes a call. What that takes is loaded for the first one, which not every process makes. */
export async function makeHttpCall(...given: Parameters<typeof call>): ReturnType<typeof call> {
  httpCall ??= (await import('./http-call.js')).httpCall;
  return httpCall(...given);
}

export const tryHttp = async (...given: Parameters<typeof validate>): ReturnType<typeof validate> =>
  (await import('./http-validation.js')).validateHttp(...given);

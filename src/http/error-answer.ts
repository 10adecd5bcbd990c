import type { Answer } from './answer.js';
import type { DoorError } from './door-error.js';

/** An error of the door as its caller gets it: `{code, message, hint}`. */
export function errorAnswer({ status, code, message, hint }: DoorError): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: Buffer.from(JSON.stringify({ code, message, hint })),
  };
}

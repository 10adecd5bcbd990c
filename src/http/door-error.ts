/** What the door itself answers with: each code, its status, and what to do. */
const ERRORS = {
  invalid_body: [400, 'Correct the body, or send the Content-Type that it is of.'],
  invalid_path: [400, 'Percent-encode the path as UTF-8.'],
  invalid_idempotency_key: [400, 'Send an Idempotency-Key of 1 to 64 characters, or none.'],
  unauthorized: [
    401,
    'Send Authorization: Bearer and an API token, or Basic and a user’s name or e-mail and password.',
  ],
  forbidden: [403, 'Ask for the right to execute this integration.'],
  http_api_off: [403, 'Set http_api on the integration to let it be called over HTTP.'],
  host_not_allowed: [403, 'Call the gateway by its own name; GATEWAY_PUBLIC_URL sets it.'],
  origin_not_allowed: [403, 'Pages of other sites cannot call the gateway; call it from your server.'],
  not_found: [404, 'Check the path; list_integrations shows the integrations that you may use.'],
  inactive: [404, 'Set active on the integration to run it.'],
  method_not_allowed: [405, 'Use a method that the Allow header names.'],
  body_timeout: [408, 'Send the body faster, or less of it.'],
  request_in_progress: [409, 'Wait until the first request with this Idempotency-Key is answered, then repeat it.'],
  body_too_large: [413, 'Send less at once.'],
  unsupported_media_type: [415, 'Send what the message names.'],
  too_many_attempts: [429, 'Wait as long as Retry-After says, or use an API token.'],
  invalid_answer: [500, 'Correct what the integration sets in output.'],
  process_ended: [
    500,
    'See in the run history what was done; to have it done again, send the request with another Idempotency-Key.',
  ],
  internal: [500, 'Try again; if it stays, give the operator the reference.'],
  unavailable: [503, 'Try again after the seconds that Retry-After says.'],
} as const satisfies Record<string, readonly [number, string]>;

export type DoorErrorCode = keyof typeof ERRORS;

/** Ends a request with an error of the door: `{code, message, hint}`. */
export class DoorError extends Error {
  override readonly name = 'DoorError';
  readonly status: number;
  readonly hint: string;

  constructor(
    readonly code: DoorErrorCode,
    message: string,
    readonly headers: Readonly<Record<string, string | string[]>> = {},
  ) {
    super(message);
    [this.status, this.hint] = ERRORS[code];
  }
}

import type { Adapter } from './adapter.js';
import { echo } from './echo.js';
import { emailSmtp } from './email-smtp.js';
import { http } from './http.js';
import { mockcore } from './mockcore.js';
import { transform } from './transform.js';

/** What a service request can call, by system. CALLINT is not among them: the engine does that itself. */
export const adapters: ReadonlyMap<string, Adapter> = new Map(
  [http, emailSmtp, echo, transform, mockcore].map((adapter) => [adapter.system, adapter]),
);

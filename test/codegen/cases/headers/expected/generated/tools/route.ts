// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';

/** The arguments of route. */
export type RouteInput = {
  region: string;
  priority: number;
  urgent?: boolean;
};

export const RouteInput: z.ZodType<RouteInput> = z.strictObject({
  region: z.string(),
  priority: z.number().check(checks.integer).default(1),
  urgent: z.boolean().optional(),
});

export const route = {
  name: 'route',
  definition: {
    name: 'route',
    title: 'Route',
    description: 'Arguments that clients repeat in headers.',
    inputSchema: {
      type: 'object',
      required: ['region'],
      properties: {
        region: { type: 'string', 'x-mcp-header': 'Region' },
        priority: { type: 'integer', 'x-mcp-header': 'Priority', default: 1 },
        urgent: { type: 'boolean', 'x-mcp-header': 'Urgent' },
      },
      additionalProperties: false,
    },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: RouteInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;

// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';
import * as json from '../json-schemas.js';
import * as schemas from '../schemas.js';

/** The arguments of delete_integration_component. */
export type DeleteIntegrationComponentInput = {
  /** The integration's path name, or its id. */
  integration_name: schemas.IntegrationName;
  component_type: schemas.ComponentKind;
  /** The component's id; needed unless component_type is integration. */
  component_id?: schemas.Id;
  /** The last_saved that read_integration gave. When the integration was saved since, nothing is written and the answer is a merge conflict. */
  last_saved?: schemas.LastSaved;
};

/** The answer of delete_integration_component. */
export type DeleteIntegrationComponentOutput = {
  success: true;
  integration: schemas.IntegrationSummary;
  deleted: {
    component_type: schemas.ComponentKind;
    component_id: schemas.Id;
    /** The fields of one component that are not empty. */
    component: schemas.Row;
    /** How many components of each kind went with it. */
    with: {
      [key: string]: number;
    };
  };
  message: string;
} | schemas.MergeConflict;

export const DeleteIntegrationComponentInput: z.ZodType<DeleteIntegrationComponentInput> = z.strictObject({
  integration_name: schemas.IntegrationName,
  component_type: schemas.ComponentKind,
  component_id: schemas.Id.optional(),
  last_saved: schemas.LastSaved.optional(),
});

export const DeleteIntegrationComponentOutput: z.ZodType<DeleteIntegrationComponentOutput> = z.union([
  z.strictObject({
    success: z.literal(true),
    integration: schemas.IntegrationSummary,
    deleted: z.strictObject({
      component_type: schemas.ComponentKind,
      component_id: schemas.Id,
      component: schemas.Row,
      with: checks.open(z.object({}), z.number().check(checks.integer)),
    }),
    message: z.string(),
  }),
  schemas.MergeConflict,
]);

export const deleteIntegrationComponent = {
  name: 'delete_integration_component',
  definition: {
    name: 'delete_integration_component',
    title: 'Delete an integration, or a part of it',
    description: 'Deletes one component with everything below it, or (component_type integration) the whole integration.\nThis cannot be undone. Before you call it, tell the user exactly what will be deleted and obtain their explicit\nconfirmation. Pass the `last_saved` that read_integration gave.',
    inputSchema: {
      type: 'object',
      required: ['integration_name', 'component_type'],
      properties: {
        integration_name: json.IntegrationName,
        component_type: json.ComponentKind,
        component_id: {
          ...json.Id,
          description: "The component's id; needed unless component_type is integration.",
        },
        last_saved: json.LastSaved,
      },
      additionalProperties: false,
    },
    outputSchema: {
      type: 'object',
      anyOf: [
        {
          type: 'object',
          required: ['success', 'integration', 'deleted', 'message'],
          properties: {
            success: { const: true },
            integration: json.IntegrationSummary,
            deleted: {
              type: 'object',
              required: ['component_type', 'component_id', 'component', 'with'],
              properties: {
                component_type: json.ComponentKind,
                component_id: json.Id,
                component: json.Row,
                with: {
                  type: 'object',
                  description: 'How many components of each kind went with it.',
                  additionalProperties: { type: 'integer' },
                },
              },
              additionalProperties: false,
            },
            message: { type: 'string' },
          },
          additionalProperties: false,
        },
        json.MergeConflict,
      ],
    },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: { level: 'write', of: 'integration_name', create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: DeleteIntegrationComponentInput,
      output: DeleteIntegrationComponentOutput,
      tooLarge: 'It was deleted.',
      examples: [
        {
          ask: 'Remove the get_customer request from Loan Booking',
          input: { integration_name: 'Loan Booking', component_type: 'servicerequest', component_id: 12 },
        },
      ],
    },
  ],
} as const;

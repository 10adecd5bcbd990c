// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';
import * as json from '../json-schemas.js';
import * as schemas from '../schemas.js';

/** The arguments of frontend_operations, action list-frontends. */
export type FrontendOperationsListFrontendsInput = {
  action: 'list-frontends';
};

/** The answer of frontend_operations, action list-frontends. */
export type FrontendOperationsListFrontendsOutput = {
  frontends: schemas.Frontend[];
};

/** The arguments of frontend_operations, action create-frontend. */
export type FrontendOperationsCreateFrontendInput = {
  action: 'create-frontend';
  /** Letters, digits, dashes, underscores, and single spaces. */
  name: string;
  /** Which sites may show it in a frame, such as https://intranet.example.com. None when left out. */
  allowed_domains?: string[];
};

/** The answer of frontend_operations, action create-frontend. */
export type FrontendOperationsCreateFrontendOutput = {
  success: true;
  frontend: schemas.Frontend;
  files: schemas.FrontendFile[];
};

/** The arguments of frontend_operations, action list-files. */
export type FrontendOperationsListFilesInput = {
  action: 'list-files';
  /** The frontend's path, as list-frontends shows it, or its id. */
  frontend: schemas.FrontendName;
};

/** The answer of frontend_operations, action list-files. */
export type FrontendOperationsListFilesOutput = {
  frontend: schemas.Frontend;
  files: schemas.FrontendFile[];
};

/** The arguments of frontend_operations, action get-file. */
export type FrontendOperationsGetFileInput = {
  action: 'get-file';
  /** The frontend's path, as list-frontends shows it, or its id. */
  frontend: schemas.FrontendName;
  /** The paths of the files to show. */
  files: schemas.FrontendPath[];
};

/** The answer of frontend_operations, action get-file. */
export type FrontendOperationsGetFileOutput = {
  files: (schemas.FrontendFile & {
    content: string;
    /** base64 for what is no text. */
    encoding: 'utf-8' | 'base64';
  })[];
};

/** The arguments of frontend_operations, action put-file. */
export type FrontendOperationsPutFileInput = {
  action: 'put-file';
  /** The frontend's path, as list-frontends shows it, or its id. */
  frontend: schemas.FrontendName;
  /** The file's path within the frontend, such as `script.js` or `images/logo.svg`. */
  path: schemas.FrontendPath;
  /** All of the file. */
  content: string;
  /** base64 for what is no text. */
  encoding: 'utf-8' | 'base64';
};

/** The answer of frontend_operations, action put-file. */
export type FrontendOperationsPutFileOutput = {
  success: true;
  /** Whether it is new; otherwise it was replaced. */
  created: boolean;
  file: schemas.FrontendFile;
};

/** The arguments of frontend_operations, action delete-file. */
export type FrontendOperationsDeleteFileInput = {
  action: 'delete-file';
  /** The frontend's path, as list-frontends shows it, or its id. */
  frontend: schemas.FrontendName;
  /** The file's path within the frontend, such as `script.js` or `images/logo.svg`. */
  path: schemas.FrontendPath;
};

/** The answer of frontend_operations, action delete-file. */
export type FrontendOperationsDeleteFileOutput = {
  success: true;
  deleted: schemas.FrontendFile;
};

export const FrontendOperationsListFrontendsInput: z.ZodType<FrontendOperationsListFrontendsInput> = z.strictObject({
  action: z.literal('list-frontends'),
});

export const FrontendOperationsListFrontendsOutput: z.ZodType<FrontendOperationsListFrontendsOutput> = z.strictObject({
  frontends: z.array(schemas.Frontend),
});

export const FrontendOperationsCreateFrontendInput: z.ZodType<FrontendOperationsCreateFrontendInput> = z.strictObject({
  action: z.literal('create-frontend'),
  name: z.string().min(1).max(64),
  allowed_domains: z.array(z.string().max(255)).max(20).optional(),
});

export const FrontendOperationsCreateFrontendOutput: z.ZodType<FrontendOperationsCreateFrontendOutput> = z.strictObject({
  success: z.literal(true),
  frontend: schemas.Frontend,
  files: z.array(schemas.FrontendFile),
});

export const FrontendOperationsListFilesInput: z.ZodType<FrontendOperationsListFilesInput> = z.strictObject({
  action: z.literal('list-files'),
  frontend: schemas.FrontendName,
});

export const FrontendOperationsListFilesOutput: z.ZodType<FrontendOperationsListFilesOutput> = z.strictObject({
  frontend: schemas.Frontend,
  files: z.array(schemas.FrontendFile),
});

export const FrontendOperationsGetFileInput: z.ZodType<FrontendOperationsGetFileInput> = z.strictObject({
  action: z.literal('get-file'),
  frontend: schemas.FrontendName,
  files: z.array(schemas.FrontendPath).min(1).max(20).check(checks.unique),
});

export const FrontendOperationsGetFileOutput: z.ZodType<FrontendOperationsGetFileOutput> = z.strictObject({
  files: z.array(schemas.FrontendFile.extend({
    content: z.string(),
    encoding: z.enum(['utf-8', 'base64']),
  })),
});

export const FrontendOperationsPutFileInput: z.ZodType<FrontendOperationsPutFileInput> = z.strictObject({
  action: z.literal('put-file'),
  frontend: schemas.FrontendName,
  path: schemas.FrontendPath,
  content: z.string().max(3000000),
  encoding: z.enum(['utf-8', 'base64']).default('utf-8'),
});

export const FrontendOperationsPutFileOutput: z.ZodType<FrontendOperationsPutFileOutput> = z.strictObject({
  success: z.literal(true),
  created: z.boolean(),
  file: schemas.FrontendFile,
});

export const FrontendOperationsDeleteFileInput: z.ZodType<FrontendOperationsDeleteFileInput> = z.strictObject({
  action: z.literal('delete-file'),
  frontend: schemas.FrontendName,
  path: schemas.FrontendPath,
});

export const FrontendOperationsDeleteFileOutput: z.ZodType<FrontendOperationsDeleteFileOutput> = z.strictObject({
  success: z.literal(true),
  deleted: schemas.FrontendFile,
});

export const frontendOperations = {
  name: 'frontend_operations',
  definition: {
    name: 'frontend_operations',
    title: 'Make and change frontends',
    description: 'Works with frontends: small web applications that the gateway serves to people who have signed in, and that call\nintegrations in their name. list-files, get-file, put-file and delete-file act on the files of one frontend; to rename a whole\none, delete it, or change its allowed domains, there is gateway.Frontend in django_admin.\nHTML and SVG hold no scripts and no event handlers (onclick), not even in a comment: JavaScript stands in .js files of the\nfrontend, and nothing is loaded from other sites. A call to an integration is a POST to /integrations/execute/PATH_NAME\nwith the header X-CSRFToken; executeIntegration in the script.js of a new frontend does it. The integration needs http_api,\nand whoever opens the frontend the right to execute it. 2 MB a file (HTML, SVG and XML 1 MB), 500 files and 10 MB a frontend.\n\nActions:\n- list-frontends: Lists the frontends.\n- create-frontend: Makes a frontend with an index.html, styles.css and script.js to begin with. Its path is made from its name.\n- list-files: Lists the files of a frontend.\n- get-file: Shows files of a frontend.\n- put-file: Creates a file, or replaces it. One that holds scripts where none may be is refused, with every place.\n- delete-file: Deletes a file. index.html cannot be deleted.',
    inputSchema: {
      type: 'object',
      properties: {
        action: {
          type: 'string',
          description: 'What to do; the other arguments depend on it.',
          enum: [
            'list-frontends',
            'create-frontend',
            'list-files',
            'get-file',
            'put-file',
            'delete-file',
          ],
        },
        name: {
          type: 'string',
          description: 'For create-frontend (required): Letters, digits, dashes, underscores, and single spaces.',
          minLength: 1,
          maxLength: 64,
        },
        allowed_domains: {
          type: 'array',
          description: 'For create-frontend: Which sites may show it in a frame, such as https://intranet.example.com. None when left out.',
          maxItems: 20,
          items: { type: 'string', maxLength: 255 },
        },
        frontend: {
          type: 'string',
          description: "For list-files (required), get-file (required), put-file (required), delete-file (required): The frontend's path, as list-frontends shows it, or its id.",
          minLength: 1,
          maxLength: 64,
        },
        files: {
          type: 'array',
          description: 'For get-file (required): The paths of the files to show.',
          minItems: 1,
          maxItems: 20,
          uniqueItems: true,
          items: json.FrontendPath,
        },
        path: {
          type: 'string',
          description: "For put-file (required), delete-file (required): The file's path within the frontend, such as `script.js` or `images/logo.svg`.",
          minLength: 1,
          maxLength: 255,
        },
        content: {
          type: 'string',
          description: 'For put-file (required): All of the file.',
          maxLength: 3000000,
        },
        encoding: {
          type: 'string',
          description: 'For put-file: base64 for what is no text. Default "utf-8".',
          enum: ['utf-8', 'base64'],
        },
      },
      required: ['action'],
      additionalProperties: false,
    },
    outputSchema: {
      type: 'object',
      anyOf: [
        {
          type: 'object',
          required: ['frontends'],
          properties: { frontends: { type: 'array', items: json.Frontend } },
          additionalProperties: false,
        },
        {
          type: 'object',
          required: ['success', 'frontend', 'files'],
          properties: {
            success: { const: true },
            frontend: json.Frontend,
            files: { type: 'array', items: json.FrontendFile },
          },
          additionalProperties: false,
        },
        {
          type: 'object',
          required: ['frontend', 'files'],
          properties: { frontend: json.Frontend, files: { type: 'array', items: json.FrontendFile } },
          additionalProperties: false,
        },
        {
          type: 'object',
          required: ['files'],
          properties: {
            files: {
              type: 'array',
              items: {
                ...json.FrontendFile,
                required: ['path', 'size', 'type', 'updated_at', 'content', 'encoding'],
                properties: {
                  ...json.FrontendFile.properties,
                  content: { type: 'string' },
                  encoding: {
                    type: 'string',
                    description: 'base64 for what is no text.',
                    enum: ['utf-8', 'base64'],
                  },
                },
              },
            },
          },
          additionalProperties: false,
        },
        {
          type: 'object',
          required: ['success', 'created', 'file'],
          properties: {
            success: { const: true },
            created: { type: 'boolean', description: 'Whether it is new; otherwise it was replaced.' },
            file: json.FrontendFile,
          },
          additionalProperties: false,
        },
        {
          type: 'object',
          required: ['success', 'deleted'],
          properties: { success: { const: true }, deleted: json.FrontendFile },
          additionalProperties: false,
        },
      ],
    },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: false },
  },
  operations: [
    {
      action: 'list-frontends',
      permission: { level: 'frontends', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: FrontendOperationsListFrontendsInput,
      output: FrontendOperationsListFrontendsOutput,
      tooLarge: 'Ask for less.',
      examples: [{ ask: 'Which frontends are there?', input: { action: 'list-frontends' } }],
    },
    {
      action: 'create-frontend',
      permission: { level: 'frontends', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: FrontendOperationsCreateFrontendInput,
      output: FrontendOperationsCreateFrontendOutput,
      tooLarge: 'Ask for less.',
      examples: [
        {
          ask: 'Make a frontend called Mock CRM',
          input: { action: 'create-frontend', name: 'Mock CRM' },
        },
      ],
    },
    {
      action: 'list-files',
      permission: { level: 'frontends', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: FrontendOperationsListFilesInput,
      output: FrontendOperationsListFilesOutput,
      tooLarge: 'Ask for less.',
      examples: [
        {
          ask: 'Which files does the Mock CRM frontend have?',
          input: { action: 'list-files', frontend: 'mock-crm' },
        },
      ],
    },
    {
      action: 'get-file',
      permission: { level: 'frontends', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: FrontendOperationsGetFileInput,
      output: FrontendOperationsGetFileOutput,
      tooLarge: 'Ask for fewer files at a time.',
      examples: [
        {
          ask: 'Show me the script of the Mock CRM frontend',
          input: { action: 'get-file', frontend: 'mock-crm', files: ['script.js'] },
        },
      ],
    },
    {
      action: 'put-file',
      permission: { level: 'frontends', of: null, create: null },
      limits: { request: 4194304, response: 921600, time: 30000, rate: 120 },
      input: FrontendOperationsPutFileInput,
      output: FrontendOperationsPutFileOutput,
      tooLarge: 'Ask for less.',
      examples: [
        {
          ask: 'Make the heading of the Mock CRM frontend blue',
          input: {
            action: 'put-file',
            frontend: 'mock-crm',
            path: 'styles.css',
            content: 'h1 { color: blue; }',
          },
        },
      ],
    },
    {
      action: 'delete-file',
      permission: { level: 'frontends', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: FrontendOperationsDeleteFileInput,
      output: FrontendOperationsDeleteFileOutput,
      tooLarge: 'Ask for less.',
      examples: [
        {
          ask: 'Remove the old logo from the Mock CRM frontend',
          input: { action: 'delete-file', frontend: 'mock-crm', path: 'images/old-logo.svg' },
        },
      ],
    },
  ],
} as const;

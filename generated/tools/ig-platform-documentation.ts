// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of ig_platform_documentation, action ask. */
export type IgPlatformDocumentationAskInput = {
  action: 'ask';
  /** What you want to know, in a sentence or in words: names of functions, fields and errors count. */
  question: string;
  /** What it is for; it helps to rank what is found. */
  goal?: string;
};

/** The answer of ig_platform_documentation, action ask. */
export type IgPlatformDocumentationAskOutput = {
  /** Ten at the most; none when nothing was found. */
  results: {
    /** The page's title. */
    title: string;
    /** The section's heading. */
    section: string;
    /** Hand it to get_page. */
    url: string;
    excerpt: string;
  }[];
};

/** The arguments of ig_platform_documentation, action get_page. */
export type IgPlatformDocumentationGetPageInput = {
  action: 'get_page';
  /** An address from ask, or of a page: /docs/formulas. /docs says what to read for what. */
  url: string;
};

/** The answer of ig_platform_documentation, action get_page. */
export type IgPlatformDocumentationGetPageOutput = {
  title: string;
  url: string;
  /** Markdown. */
  content: string;
  /** The page is long, so content is how it begins: read its sections one by one. */
  only_beginning: boolean;
  /** The sections of the page. */
  sections: {
    heading: string;
    url: string;
  }[];
};

export const IgPlatformDocumentationAskInput: z.ZodType<IgPlatformDocumentationAskInput> = z.strictObject({
  action: z.literal('ask'),
  question: z.string().max(1000),
  goal: z.string().max(1000).optional(),
});

export const IgPlatformDocumentationAskOutput: z.ZodType<IgPlatformDocumentationAskOutput> = z.strictObject({
  results: z.array(z.strictObject({
    title: z.string(),
    section: z.string(),
    url: z.string(),
    excerpt: z.string(),
  })),
});

export const IgPlatformDocumentationGetPageInput: z.ZodType<IgPlatformDocumentationGetPageInput> = z.strictObject({
  action: z.literal('get_page'),
  url: z.string().min(1).max(500),
});

export const IgPlatformDocumentationGetPageOutput: z.ZodType<IgPlatformDocumentationGetPageOutput> = z.strictObject({
  title: z.string(),
  url: z.string(),
  content: z.string(),
  only_beginning: z.boolean(),
  sections: z.array(z.strictObject({
    heading: z.string(),
    url: z.string(),
  })),
});

export const igPlatformDocumentation = {
  name: 'ig_platform_documentation',
  definition: {
    name: 'ig_platform_documentation',
    title: "Read the gateway's documentation",
    description: "Searches and shows the gateway's own documentation: integrations, formulas, adapters, run history, permissions, frontends,\ncustom adapters. Look here before you write a formula or a hook, or guess how something behaves.\n\nActions:\n- ask: Finds the sections that answer a question, the best first, each with an excerpt and the address of its page.\n- get_page: Shows a page, or one section of it with all below it when the address names one, as Markdown.",
    inputSchema: {
      type: 'object',
      properties: {
        action: {
          type: 'string',
          description: 'What to do; the other arguments depend on it.',
          enum: ['ask', 'get_page'],
        },
        question: {
          type: 'string',
          description: 'For ask (required): What you want to know, in a sentence or in words: names of functions, fields and errors count.',
          maxLength: 1000,
        },
        goal: {
          type: 'string',
          description: 'For ask: What it is for; it helps to rank what is found.',
          maxLength: 1000,
        },
        url: {
          type: 'string',
          description: 'For get_page (required): An address from ask, or of a page: /docs/formulas. /docs says what to read for what.',
          minLength: 1,
          maxLength: 500,
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
          required: ['results'],
          properties: {
            results: {
              type: 'array',
              description: 'Ten at the most; none when nothing was found.',
              items: {
                type: 'object',
                required: ['title', 'section', 'url', 'excerpt'],
                properties: {
                  title: { type: 'string', description: "The page's title." },
                  section: { type: 'string', description: "The section's heading." },
                  url: { type: 'string', description: 'Hand it to get_page.' },
                  excerpt: { type: 'string' },
                },
                additionalProperties: false,
              },
            },
          },
          additionalProperties: false,
        },
        {
          type: 'object',
          required: ['title', 'url', 'content', 'only_beginning', 'sections'],
          properties: {
            title: { type: 'string' },
            url: { type: 'string' },
            content: { type: 'string', description: 'Markdown.' },
            only_beginning: {
              type: 'boolean',
              description: 'The page is long, so content is how it begins: read its sections one by one.',
            },
            sections: {
              type: 'array',
              description: 'The sections of the page.',
              items: {
                type: 'object',
                required: ['heading', 'url'],
                properties: { heading: { type: 'string' }, url: { type: 'string' } },
                additionalProperties: false,
              },
            },
          },
          additionalProperties: false,
        },
      ],
    },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: 'ask',
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: IgPlatformDocumentationAskInput,
      output: IgPlatformDocumentationAskOutput,
      tooLarge: 'Ask for less.',
      examples: [
        {
          ask: 'Look up in the documentation how to call another integration from a hook',
          input: { action: 'ask', question: 'call another integration from a hook' },
        },
      ],
    },
    {
      action: 'get_page',
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: IgPlatformDocumentationGetPageInput,
      output: IgPlatformDocumentationGetPageOutput,
      tooLarge: 'Ask for one section of the page with an address that `ask` gave.',
      examples: [
        {
          ask: 'Show me the page on formulas',
          input: { action: 'get_page', url: '/docs/formulas' },
        },
      ],
    },
  ],
} as const;

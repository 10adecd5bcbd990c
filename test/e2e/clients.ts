import { Client as ModernClient, StreamableHTTPClientTransport as ModernTransport } from '@modelcontextprotocol/client';
import { Client as LegacyClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as LegacyTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onprogress?: (progress: { progress: number; total?: number; message?: string }) => void;
}

interface Called {
  content: { type: string; text: string }[];
  isError?: boolean;
  structuredContent?: unknown;
}

/** What the tests ask of either of the real clients. */
export interface TestClient {
  tools(): Promise<string[]>;
  call(name: string, args: Record<string, unknown>, options?: CallOptions): Promise<Called>;
  prompts(): Promise<string[]>;
  /** What a person says with a prompt. */
  prompt(name: string, args: Record<string, string>): Promise<string>;
  complete(prompt: string, argument: string, value: string): Promise<{ values: string[]; hasMore?: boolean }>;
  /** The addresses in `resources/list`, each with its title, its description and its type. */
  resources(): Promise<Record<string, { name: string; title?: string; description?: string; mimeType?: string }>>;
  templates(): Promise<string[]>;
  /** The text of a resource. */
  read(uri: string): Promise<string>;
  completeResource(template: string, argument: string, value: string): Promise<string[]>;
  /** Resolves when the client is told that its tools have changed. */
  changed(): Promise<void>;
  close(): Promise<void>;
}

type Completed = Awaited<ReturnType<TestClient['complete']>>;

const said = ({ messages }: { messages: { content: unknown }[] }) =>
  messages.map(({ content }) => (content as { text: string }).text).join('\n');

const byUri = ({ resources }: { resources: { uri: string; name: string }[] }) =>
  Object.fromEntries(resources.map(({ uri, ...resource }) => [uri, resource]));

const textOf = ({ contents }: { contents: object[] }) =>
  contents.map((content) => ('text' in content ? content.text : '')).join('\n');

/** Lets those who wait for the next change go on. */
function changes() {
  let waiting: (() => void)[] = [];
  return {
    tell: () => {
      for (const go of waiting) go();
      waiting = [];
    },
    next: () => new Promise<void>((resolve) => waiting.push(resolve)),
  };
}

/** Clients of the 2025 revisions do not wait for the stream that they open, so the tests do. */
function newsStream() {
  let opened = () => {};
  const open = new Promise<void>((resolve) => {
    opened = resolve;
  });
  const fetching: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    if (init?.method === 'GET') opened();
    return response;
  };
  return { open, fetch: fetching };
}

async function version1(url: string, token: string): Promise<TestClient> {
  const client = new LegacyClient({ name: 'version 1', version: '1' });
  const { tell, next } = changes();
  client.setNotificationHandler(ToolListChangedNotificationSchema, tell);
  const stream = newsStream();
  const requestInit = { headers: { authorization: `Bearer ${token}` } };
  const transport = new LegacyTransport(new URL(url), { requestInit, fetch: stream.fetch });
  // The SDK's own types disagree under strict optional properties.
  await client.connect(transport as never);
  await stream.open;
  return {
    tools: async () => (await client.listTools()).tools.map((tool) => tool.name),
    call: async (name, args, options) =>
      (await client.callTool({ name, arguments: args }, undefined, options as never)) as unknown as Called,
    prompts: async () => (await client.listPrompts()).prompts.map((prompt) => prompt.name),
    prompt: async (name, args) => said(await client.getPrompt({ name, arguments: args })),
    complete: async (name, argument, value) =>
      (await client.complete({ ref: { type: 'ref/prompt', name }, argument: { name: argument, value } }))
        .completion as Completed,
    resources: async () => byUri(await client.listResources()),
    templates: async () => (await client.listResourceTemplates()).resourceTemplates.map((each) => each.uriTemplate),
    read: async (uri) => textOf(await client.readResource({ uri })),
    completeResource: async (uri, name, value) =>
      (await client.complete({ ref: { type: 'ref/resource', uri }, argument: { name, value } })).completion.values,
    changed: next,
    close: () => client.close(),
  };
}

const version2 =
  (era: 'pinned' | 'as it comes') =>
  async (url: string, token: string): Promise<TestClient> => {
    const { tell, next } = changes();
    const stream = newsStream();
    const client = new ModernClient(
      { name: 'version 2', version: '1' },
      {
        ...(era === 'pinned' && { versionNegotiation: { mode: { pin: '2026-07-28' } } }),
        listChanged: { tools: { autoRefresh: false, debounceMs: 0, onChanged: tell } },
      },
    );
    const requestInit = { headers: { authorization: `Bearer ${token}` } };
    await client.connect(new ModernTransport(new URL(url), { requestInit, fetch: stream.fetch }));
    if (era === 'as it comes') await stream.open;
    return {
      tools: async () => (await client.listTools()).tools.map((tool) => tool.name),
      call: async (name, args, options) =>
        (await client.callTool({ name, arguments: args }, options as never)) as unknown as Called,
      prompts: async () => (await client.listPrompts()).prompts.map((prompt) => prompt.name),
      prompt: async (name, args) => said(await client.getPrompt({ name, arguments: args })),
      complete: async (name, argument, value) =>
        (await client.complete({ ref: { type: 'ref/prompt', name }, argument: { name: argument, value } }))
          .completion as Completed,
      resources: async () => byUri(await client.listResources()),
      templates: async () => (await client.listResourceTemplates()).resourceTemplates.map((each) => each.uriTemplate),
      read: async (uri) => textOf(await client.readResource({ uri })),
      completeResource: async (uri, name, value) =>
        (await client.complete({ ref: { type: 'ref/resource', uri }, argument: { name, value } })).completion.values,
      changed: next,
      close: () => client.close(),
    };
  };

/** The real clients of both protocol eras. */
export const clients: [name: string, connect: (url: string, token: string) => Promise<TestClient>][] = [
  ['the version 1 client', version1],
  ['the version 2 client, 2026-07-28', version2('pinned')],
  ['the version 2 client as it comes, 2025', version2('as it comes')],
];

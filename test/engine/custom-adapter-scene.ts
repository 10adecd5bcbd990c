import { sealAdapterConfig } from '../../src/crypto/adapter-secrets.js';
import type { ConfigSchema } from '../../src/engine/config-schema.js';
import { splitConfigValues } from '../../src/engine/config-values.js';
import type { WriteRequest } from '../../src/queries/write-request.js';
import type { Ran, Running } from './running.js';

export interface Written {
  /** The statements of `execute(request)`, or the whole code where it has a class. */
  readonly code: string;
  readonly schema?: ConfigSchema;
  readonly values?: Readonly<Record<string, unknown>>;
}

/** The code of an adapter whose `execute` does this. */
export const executing = (statements: string): string =>
  `class CustomAdapter extends BaseAdapter {\n  async execute(request) {\n${statements}\n  }\n}`;

let count = 0;

/** Stores a custom adapter with a configuration; answers with its system, and with what binds it. */
export async function customAdapter(world: Running, { code: given, schema = {}, values = {} }: Written) {
  const { queries, keyring } = world;
  const name = `custom ${++count}`;
  const system = `CUSTOM_${count}`;
  const code = given.includes('CustomAdapter') ? given : executing(given);
  const adapter = { name, system, code, description: null, config_schema: schema };
  const adapterId = (await queries.customAdapters.create(adapter, new Date())) as number;
  const { plain, sealed } = splitConfigValues(schema, values);
  const config = {
    system,
    name,
    active: true,
    validation_enabled: true,
    custom_adapter_id: adapterId,
    settings: plain,
    sealed_settings: sealAdapterConfig({ system, name }, sealed, keyring),
  };
  const configId = await queries.adapterConfigs.create(config, new Date());
  const bind = (integrationId: number) => queries.adapterConfigs.bind({ integrationId, configId, userId: null });
  return { system, adapterId, bind };
}

/** Runs a hook that calls an adapter as SYSTEM. */
export async function calling(world: Running, written: Written, hook: string, payload: unknown = {}): Promise<Ran> {
  const { system, bind } = await customAdapter(world, written);
  const request: WriteRequest = { integration: { before_hook: hook.replaceAll('SYSTEM', `'${system}'`) } };
  const integrationId = await world.make(request);
  await bind(integrationId);
  return world.execute(integrationId, payload);
}

export interface Answer {
  success: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails on the rest
  payload: any;
  messages: { type: string; text: string }[];
}

/** Calls an adapter once from a hook, and answers with its response. */
export async function answerOf(world: Running, written: Written, payload: unknown = {}): Promise<Answer> {
  const hook = "output.payload = (await calladapter(SYSTEM, 'a service', null, input.payload)).response";
  const ran = await calling(world, written, hook, payload);
  if (ran.status !== 'success') throw new Error(ran.error?.message);
  return ran.output.payload as Answer;
}

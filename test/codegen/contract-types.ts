/*
 * Compiled, never run: what is generated has the shapes that the runtime wants. `tsc` fails where it has not.
 */
import type { PromptHandlers, ResourceHandlers, ToolHandlers } from '../../src/mcp/handler.js';
import type { Registry } from '../../src/mcp/registry.js';
import type * as actions from './cases/actions/expected/generated/contract.js';
import { registry as actionsRegistry } from './cases/actions/expected/generated/registry.js';
import { registry as nothingRegistry } from './cases/nothing/expected/generated/registry.js';
import type * as permissions from './cases/permissions/expected/generated/contract.js';
import type * as offers from './cases/resources-and-prompts/expected/generated/contract.js';
import { registry as offersRegistry } from './cases/resources-and-prompts/expected/generated/registry.js';

export const registries: Registry[] = [actionsRegistry, nothingRegistry, offersRegistry];

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

export const same: [
  Same<actions.FilesListFiles['errors'], 'not_found'>,
  Same<actions.FilesListFiles['input'], { action: 'list-files'; integration: string; limit: number }>,
  Same<actions.FilesWrite['errors'], 'forbidden'>,
  Same<actions.PlainActionsA['output'], 'content'>,
  Same<permissions.Everyone['integration'], 'never'>,
  Same<permissions.One['integration'], 'always'>,
  Same<permissions.Made['integration'], 'unless_created'>,
  Same<offers.Resources['run_log']['variables'], { id: string; log_name: string }>,
  Same<offers.Prompts['explain']['completes'], 'topic' | 'how-long'>,
  Same<offers.Prompts['explain']['arguments'], { topic: string; 'how-long'?: string; tone?: string }>,
] = [true, true, true, true, true, true, true, true, true, true];

export const files: ToolHandlers<actions.Tools, unknown>['files'] = {
  async 'list-files'(call, input) {
    if (call.integration.path_name !== input.integration) call.fail('not_found', 'It is gone.');
    return { files: [input.action, String(input.limit)] };
  },
  async write() {
    return { written: true };
  },
  // @ts-expect-error: its answer has one of two shapes, and this is neither
  async move() {
    return { lost: 1 };
  },
};

// @ts-expect-error: an action is missing
export const incomplete: ToolHandlers<actions.Tools, unknown>['plain_actions'] = { a: async () => ({}) as never };

export const made: ToolHandlers<permissions.Tools, unknown>['made'] = async (call) => {
  // @ts-expect-error: there may be no integration yet
  call.integration.id;
  throw new Error();
};

export const runLog: ResourceHandlers<offers.Resources, unknown>['run_log'] = async (_call, uri, { id }) => [
  { uri, text: id },
];

export const page: ResourceHandlers<offers.Resources, unknown>['page'] = {
  list: async () => [{ variables: { name: 'one' }, title: 'One', description: 'The first.' }],
  read: async (_call, uri, { name }) => (name === 'one' ? [{ uri, text: name }] : null),
};

// @ts-expect-error: a family that is listed needs to say what there is
export const unlisted: ResourceHandlers<offers.Resources, unknown>['page'] = async () => null;

export const explain: PromptHandlers<offers.Prompts, unknown>['explain'] = {
  get: async (_call, values) => [{ role: 'user', content: { type: 'text', text: values.topic } }],
  complete: async (_call, argument, typed) => [argument === 'topic' ? typed : ''],
};

export const hello: PromptHandlers<offers.Prompts, unknown>['hello'] = { get: async () => [] };

import type { Logger } from 'pino';
import { Admin } from './admin/admin.js';
import { registry as adminModels } from './admin/registry.js';
import { createBuildHelper } from './buildhelper/create-build-helper.js';
import type { Keyring } from './crypto/keyring.js';
import { createDocumentation } from './documentation/documentation.js';
import { CustomAdapters } from './engine/custom-adapters.js';
import { CustomConfigs } from './engine/custom-configs.js';
import { CustomValidations } from './engine/custom-validations.js';
import type { Runner } from './engine/runner.js';
import type { EventBus } from './events/event-bus.js';
import { Frontends } from './frontends/frontends.js';
import { PROJECT_DIR } from './project-dir.js';
import type { Queries } from './queries/queries.js';
import type { Services } from './tools/handler.js';
import type { definitionProblem } from './tools/tool-definition.js';

interface ServicesOptions {
  readonly queries: Queries;
  readonly keyring: Keyring;
  readonly runner: Runner;
  readonly events: EventBus;
  /** The origin that clients use. */
  readonly publicUrl: string;
  /** Where this site's own files of the build helper are. */
  readonly buildHelperDir: string;
  readonly processId: string;
  readonly now: () => Date;
  readonly log: Logger;
}

/** What the handlers of tools, resources and prompts work with. */
export function createServices({ publicUrl, buildHelperDir, log, ...base }: ServicesOptions): Services {
  const { queries, keyring, runner, events, now } = base;
  return {
    queries,
    now,
    runner,
    events,
    admin: new Admin({
      models: adminModels,
      queries,
      services: { keyring, publicUrl, projectDir: PROJECT_DIR, toolProblem },
      now,
      onToolsChanged: () => events.publish({ type: 'tools_changed' }),
    }),
    buildHelper: createBuildHelper(PROJECT_DIR, buildHelperDir, (problem) =>
      log.warn({ problem }, 'a file of the build helper is left out'),
    ),
    frontends: new Frontends({ queries, now, publicUrl, projectDir: PROJECT_DIR }),
    documentation: createDocumentation(PROJECT_DIR, publicUrl),
    customAdapters: new CustomAdapters(queries, keyring, now),
    customConfigs: new CustomConfigs(queries, keyring, now),
    customValidations: new CustomValidations({
      ...base,
      lost: (error) => log.error({ err: error }, 'the result of a validation is lost'),
    }),
  };
}

/** What schemas are checked with is loaded when somebody defines a tool. */
async function toolProblem(...given: Parameters<typeof definitionProblem>) {
  const { definitionProblem } = await import('./tools/tool-definition.js');
  return definitionProblem(...given);
}

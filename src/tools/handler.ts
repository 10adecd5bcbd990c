import type { Tools } from '../../generated/contract.js';
import type { Admin } from '../admin/admin.js';
import type { CatalogueFolders } from '../buildhelper/catalogue-folders.js';
import type { Documentation } from '../documentation/documentation.js';
import type { CustomAdapters } from '../engine/custom-adapters.js';
import type { CustomConfigs } from '../engine/custom-configs.js';
import type { CustomValidations } from '../engine/custom-validations.js';
import type { Runner } from '../engine/runner.js';
import type { EventBus } from '../events/event-bus.js';
import type { Frontends } from '../frontends/frontends.js';
import type { ToolHandler, ToolHandlers } from '../mcp/handler.js';
import type { Queries } from '../queries/queries.js';

/** What every handler is given beside its call. */
export interface Services {
  readonly queries: Queries;
  readonly now: () => Date;
  readonly runner: Runner;
  readonly events: EventBus;
  readonly admin: Admin;
  readonly buildHelper: CatalogueFolders;
  readonly frontends: Frontends;
  readonly documentation: Documentation;
  readonly customAdapters: CustomAdapters;
  readonly customConfigs: CustomConfigs;
  readonly customValidations: CustomValidations;
}

export type Handler<N extends keyof Tools> = ToolHandler<Tools[N], Services>;

/** One for each tool of the catalog, no more and no fewer. */
export type Handlers = ToolHandlers<Tools, Services>;

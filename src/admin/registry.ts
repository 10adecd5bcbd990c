import type { Model } from './model.js';
import { integrationConfig } from './models/integration-config.js';
import { user } from './models/user.js';

/** All models, in the order in which they are listed: people, integrations, adapters, the rest. */
export const registry: readonly Model[] = [user, integrationConfig];

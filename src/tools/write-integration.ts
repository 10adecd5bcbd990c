import { warningsOf } from '../engine/warnings.js';
import { answering } from './answering.js';
import type { Handler } from './handler.js';
import { mergeConflict } from './merge-conflict.js';

export const writeIntegration: Handler<'write_integration'> = async (call, input) => {
  const { integration_name, create_if_missing: _, last_saved, ...request } = input;
  const context = {
    integrationId: call.integration?.id ?? null,
    name: integration_name,
    lastSaved: last_saved,
    userId: call.principal.id,
    now: call.now(),
    signal: call.signal,
  };
  const result = await answering(call, call.queries.components.write(request, context));
  if (result.outcome === 'conflict') return mergeConflict(result);
  const { id, path_name, active, last_saved: saved } = result.structure;
  return {
    success: true,
    integration: { id, path_name, active, last_saved: saved },
    created_integration: result.created,
    changes: result.changes,
    warnings: await warningsOf(result.structure),
  };
};

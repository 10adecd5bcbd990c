import { components } from '../queries/components.js';
import type { Deleted } from '../queries/deletion.js';
import type { Kind } from '../queries/kind.js';
import { answering } from './answering.js';
import type { Handler } from './handler.js';
import { mergeConflict } from './merge-conflict.js';

export const deleteIntegrationComponent: Handler<'delete_integration_component'> = async (call, input) => {
  const { component_type: kind, component_id, last_saved } = input;
  const integrationId = call.integration.id;
  const id = component_id ?? (kind === 'integration' ? integrationId : null);
  if (id === null) return call.fail('invalid_arguments', 'component_id: needed unless component_type is integration.');
  if (kind === 'integration' && id !== integrationId) {
    return call.fail(
      'invalid_arguments',
      `component_id: ${call.integration.path_name} has the id ${integrationId}; leave it out.`,
    );
  }
  const by = { userId: call.principal.id, now: call.now(), signal: call.signal };
  const context = { integrationId, kind, id, lastSaved: last_saved, ...by };
  const result = await answering(call, call.queries.components.delete(context));
  if (result.outcome === 'conflict') return mergeConflict(result);
  // Its tool has gone with it, if it had one.
  if (kind === 'integration') call.events.publish({ type: 'tools_changed' });
  return {
    success: true,
    integration: result.integration,
    deleted: { component_type: kind, component_id: id, component: result.component, with: result.with },
    message: messageOf(kind, result),
  };
};

/** Says what is gone: `Deleted service request 12 (get_customer) of Loan Booking, with 2 field mappings.` */
function messageOf(kind: Kind, { component, integration, with: below }: Deleted): string {
  const { title, known } = components[kind];
  const called = (component as Readonly<Record<string, unknown>>)[known];
  const what = kind === 'integration' ? `integration ${called}` : `${title} ${component.id}`;
  const whose =
    kind === 'integration' ? '' : `${called === undefined ? '' : ` (${called})`} of ${integration.path_name}`;
  const parts = Object.entries(below).map(
    ([kind, count]) => `${count} ${components[kind as Kind].title}${count === 1 ? '' : 's'}`,
  );
  return `Deleted ${what}${whose}${parts.length > 0 ? `, with ${parts.join(', ')}` : ''}.`;
}

import type { Instance } from '../admin/instance.js';
import { loggedChanges } from '../admin/logged-changes.js';
import { shortened } from '../admin/shortened.js';
import type { Call } from '../mcp/handler.js';
import { answering } from './answering.js';
import type { Handler, Services } from './handler.js';

/** What people administer, model by model; src/admin/ decides what of it (domain.md 1.2). */
export const djangoAdmin: Handler<'django_admin'> = {
  async 'describe-models'(call, { models }) {
    return { models: await answering(call, adminOf(call).describe(call.principal.id, models)) };
  },

  async 'get-model'(call, asked) {
    const { model, total, instances } = await answering(call, adminOf(call).find(call.principal.id, asked));
    return { model: model.name, total, instances };
  },

  async 'post-model'(call, { model, values }) {
    const created = await answering(call, adminOf(call).changes.create(byOf(call), model, values));
    const { id, shownOnce } = created;
    const instance = brief(created.instance);
    return { success: true, model: created.model.name, id, instance, ...(shownOnce && { shown_once: shownOnce }) };
  },

  async 'patch-model'(call, { model, id, values }) {
    const changed = await answering(call, adminOf(call).changes.change(byOf(call), model, id, values));
    const { shownOnce } = changed;
    return {
      success: true,
      model: changed.model.name,
      id,
      changes: loggedChanges(changed.changes, LONGEST_ANSWERED),
      instance: brief(changed.instance),
      ...(shownOnce && { shown_once: shownOnce }),
    };
  },

  async 'delete-model'(call, { model, id }) {
    const deleted = await answering(call, adminOf(call).changes.delete(byOf(call), model, id));
    const { name, gone } = deleted;
    const what = name === `${deleted.model.title} ${id}` ? name : `${deleted.model.title} ${id} (${name})`;
    const message = `Deleted ${what}${gone ? `, with ${gone}` : ''}.`;
    return { success: true, model: deleted.model.name, id, deleted: brief(deleted.instance), message };
  },
};

/**
 * How much of a value the answer to a change tells, in characters: what is done is done, and must not end in an answer that is too
 * large. get-model shows all of it.
 */
const LONGEST_ANSWERED = 10_000;

const brief = (instance: Instance): Record<string, unknown> =>
  Object.fromEntries(Object.entries(instance).map(([field, value]) => [field, shortened(value, LONGEST_ANSWERED)]));

/** As far as the application goes that asks. */
const adminOf = ({ admin, principal }: Pick<Services, 'admin'> & Pick<Call, 'principal'>) =>
  admin.within(principal.scopes);

const byOf = ({ principal, signal }: { principal: { id: number }; signal: AbortSignal }) => ({
  userId: principal.id,
  signal,
});

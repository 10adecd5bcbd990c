import type { Annotations, ComponentItem, ConfigItem } from './component-row.js';
import type { Kind } from './kind.js';
import type { McpToolItem } from './mcp-tool-write.js';

type Items<K extends Kind> = ComponentItem<K>[];

/** What to write of one integration. A part goes beside its parent, or into a parent that is written in the same request. */
export interface WriteRequest {
  integration?: ComponentItem<'integration'> & { config?: ConfigItem };
  servicerequests?: (ComponentItem<'servicerequest'> & {
    fieldmappings?: Items<'fieldmapping'>;
    validationrules?: Items<'validationrule'>;
  })[];
  fieldmappings?: Items<'fieldmapping'>;
  validationrules?: Items<'validationrule'>;
  valuemappingsets?: (ComponentItem<'valuemappingset'> & { valuemappings?: Items<'valuemapping'> })[];
  valuemappings?: Items<'valuemapping'>;
  masks?: Items<'mask'>;
  mcp_tool?: McpToolItem;
}

/** One component of a request, whatever its kind. */
export interface Change {
  readonly kind: Kind;
  /** Where it stands in the request: `servicerequests[0].fieldmappings[2]`. */
  readonly at: string;
  readonly item: Readonly<Record<string, unknown>> & Annotations & { readonly config?: ConfigItem };
  /** The change that it was given in, and the column that names it. */
  readonly parent: { readonly change: Change; readonly column: string } | null;
  /** Its id; that of a new component is known once it is inserted. */
  id: number | null;
  readonly isNew: boolean;
  /** The cells to store; filled in when the change is checked. */
  values: Record<string, unknown>;
}

/** The lists of a request and, in them, the lists of their items' children. */
const lists = {
  servicerequests: {
    kind: 'servicerequest',
    children: {
      fieldmappings: { kind: 'fieldmapping', column: 'servicerequest_id' },
      validationrules: { kind: 'validationrule', column: 'servicerequest_id' },
    },
  },
  fieldmappings: { kind: 'fieldmapping', children: {} },
  validationrules: { kind: 'validationrule', children: {} },
  valuemappingsets: {
    kind: 'valuemappingset',
    children: { valuemappings: { kind: 'valuemapping', column: 'valuemappingset_id' } },
  },
  valuemappings: { kind: 'valuemapping', children: {} },
  masks: { kind: 'mask', children: {} },
} as const satisfies Record<
  Exclude<keyof WriteRequest, 'integration' | 'mcp_tool'>,
  { kind: Kind; children: Record<string, { kind: Kind; column: string }> }
>;

/** The changes of a request, in its own order. A new integration is given without an id. */
export function changesOf(request: WriteRequest, integrationId: number | null): Change[] {
  const changes: Change[] = [];
  if (request.integration) {
    changes.push(change('integration', 'integration', { ...request.integration, id: integrationId ?? undefined }));
  }
  for (const [list, { kind, children }] of Object.entries(lists)) {
    const items = (request[list as keyof typeof lists] ?? []) as Item[];
    for (const [index, item] of items.entries()) {
      const parent = change(kind, `${list}[${index}]`, item);
      changes.push(parent);
      for (const [name, child] of Object.entries<{ kind: Kind; column: string }>(children)) {
        const nested = (item[name] ?? []) as Item[];
        for (const [at, item] of nested.entries()) {
          changes.push(
            change(child.kind, `${parent.at}.${name}[${at}]`, item, { change: parent, column: child.column }),
          );
        }
      }
    }
  }
  return changes;
}

type Item = Change['item'] & { readonly id?: number | undefined };

function change(kind: Kind, at: string, item: Item, parent: Change['parent'] = null): Change {
  const id = item.id ?? null;
  return { kind, at, item, parent, id, isNew: id === null, values: {} };
}

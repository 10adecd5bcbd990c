import { Fragment } from 'preact';
import type { Permission, Registry } from '../../../mcp/registry.js';

/** What a call needs: the level, and on which integration. */
export function PermissionText({ permission, registry }: { permission: Permission; registry: Registry }) {
  const { level, and, create } = permission;
  return (
    <>
      <code>{level}</code>
      <On permission={permission} registry={registry} />
      {and !== undefined && (
        <>
          , and <code>{and}</code>
        </>
      )}
      {create && (
        <>
          ; <code>{create.level}</code> is enough when <code>{create.when}</code> is true and there is none of that name
        </>
      )}
    </>
  );
}

function On({
  permission: { of, integrationId },
  registry: { parts = {} },
}: {
  permission: Permission;
  registry: Registry;
}) {
  if (integrationId !== undefined) return <> on its integration</>;
  if (of === null) return null;
  if (typeof of === 'string')
    return (
      <>
        {' '}
        on the integration that <code>{of}</code> names
      </>
    );
  return (
    <>
      {' '}
      on the integration of the{' '}
      {Object.entries(of).map(([part, argument], at) => (
        <Fragment key={part}>
          {at > 0 && ' or the '}
          {parts[part]?.means ?? part} that <code>{argument}</code> names
        </Fragment>
      ))}
    </>
  );
}

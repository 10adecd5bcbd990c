import type { IntegrationViewQueries } from '../../../queries/integration-views.js';

type Endpoints = Awaited<ReturnType<IntegrationViewQueries['endpoints']>>;

interface AddressesProps {
  readonly pathName: string;
  readonly publicUrl: string;
  /** Whether it may be called over HTTP at all. */
  readonly open: boolean;
  readonly endpoints: Endpoints;
}

/** Where other systems call an integration (domain.md 8). */
export const Addresses = ({ pathName, publicUrl, open, endpoints }: AddressesProps) => (
  <ul class="plain">
    {open ? (
      <li>
        <code>{`POST ${publicUrl}/integrations/execute/${encodeURIComponent(pathName)}`}</code>
      </li>
    ) : (
      <li class="soft">Not over HTTP: http_api is off.</li>
    )}
    {endpoints.map(({ prefix, method, path, description }) => (
      <li key={`${method} ${prefix} ${path}`}>
        <code>{`${method} ${publicUrl}/${prefix}/${path}`}</code>
        {description && <span class="soft"> {description}</span>}
      </li>
    ))}
  </ul>
);

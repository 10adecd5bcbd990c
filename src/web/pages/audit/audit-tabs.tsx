const TABS = [
  { path: '/audit', name: 'Calls' },
  { path: '/audit/changes', name: 'Changes' },
] as const;

/** The way between the two logs, for those who may see both. */
export const AuditTabs = ({ current }: { current: (typeof TABS)[number]['path'] }) => (
  <nav class="tabs" aria-label="Logs">
    {TABS.map(({ path, name }) => (
      <a key={path} href={path} aria-current={path === current ? 'page' : undefined}>
        {name}
      </a>
    ))}
  </nav>
);

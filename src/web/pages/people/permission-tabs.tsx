const TABS = [
  { path: '/permissions', name: 'By integration' },
  { path: '/permissions/report', name: 'Access report' },
  { path: '/permissions/log', name: 'Permission log' },
] as const;

/** The way between the views of permissions. */
export const PermissionTabs = ({ current }: { current: (typeof TABS)[number]['path'] }) => (
  <nav class="tabs" aria-label="Views of permissions">
    {TABS.map(({ path, name }) => (
      <a key={path} href={path} aria-current={path === current ? 'page' : undefined}>
        {name}
      </a>
    ))}
  </nav>
);

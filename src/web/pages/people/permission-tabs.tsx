import { Tabs } from '../../parts/tabs.js';

const TABS = [
  { path: '/permissions', name: 'By integration' },
  { path: '/permissions/report', name: 'Access report' },
  { path: '/permissions/log', name: 'Permission log' },
] as const;

/** The way between the views of permissions. */
export const PermissionTabs = ({ current }: { current: (typeof TABS)[number]['path'] }) => (
  <Tabs label="Views of permissions" tabs={TABS} current={current} />
);

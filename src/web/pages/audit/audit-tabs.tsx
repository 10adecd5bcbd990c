import { Tabs } from '../../parts/tabs.js';

const TABS = [
  { path: '/audit', name: 'Calls' },
  { path: '/audit/changes', name: 'Changes' },
] as const;

/** The way between the two logs, for those who may see both. */
export const AuditTabs = ({ current }: { current: (typeof TABS)[number]['path'] }) => (
  <Tabs label="Logs" tabs={TABS} current={current} />
);

/** Several pages of one app in one browser: one works, the others follow it live. */
export type { ChannelPort, LeasePort, LocksPort } from './ports.ts';
export { type Office, openTabs, type Tabs, type TabsOptions, type TabsSnapshot } from './tabs.ts';

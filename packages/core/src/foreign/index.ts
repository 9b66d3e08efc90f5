/** The states of other systems, in neutral words. */
export { foreignStatusOf, readForeignStatus } from './read-foreign-status.ts';
export { type ForeignStatusMap, type ForeignSystem, foreignStatusMaps } from './status-maps.ts';

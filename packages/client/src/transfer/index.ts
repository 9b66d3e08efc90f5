/** Carries pending work to another device, as one signed text. */
export { exportPending, importPending, type WorkHolders } from './transfer.ts';
export type { SigningKey } from './transfer-file.ts';

/** Carries pending work to another device, as one signed text. */
export { exportPending, importPending } from './transfer.ts';
export type { SigningKey } from './transfer-file.ts';

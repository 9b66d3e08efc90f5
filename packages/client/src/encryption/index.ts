/** Records that nobody reads without the app's key. */
export { type EncryptionOptions, openEncryptedRecords } from './encrypted-records.ts';

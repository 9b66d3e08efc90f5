/** Records that nobody reads without the app's key. */
export {
  type CryptoPort,
  type EncryptionOptions,
  type KeyHandle,
  openEncryptedRecords,
} from './encrypted-records.ts';

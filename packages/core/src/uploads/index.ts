/** Evidence in pieces: what a resumable upload (tus 1.0) tells of its file, and what a ticket still waits for. */
export { awaitedSha256, TicketEvidence } from './ticket-evidence.ts';
export {
  decodeUploadMetadata,
  encodeUploadMetadata,
  tusVersion,
  UploadMetadata,
} from './upload-metadata.ts';

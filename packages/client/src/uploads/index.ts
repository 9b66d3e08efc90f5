/** Photos and signatures in pieces: each known by its hash, and continued where the line dropped. */
export type { Network, UploadLimits } from './link-limits.ts';
export { openUploads } from './open-uploads.ts';
export type { Sha256 } from './sha256.ts';
export type { UploadItem, UploadState } from './upload.ts';
export type { KeptFile, KeptFiles, Picture, Uploads, UploadsOptions, UploadsSnapshot } from './uploads.ts';

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Real device output, kept beside the project; `FIELD_RECORDINGS` names another folder. */
export const recordingsFolder = resolve(
  process.env.FIELD_RECORDINGS ?? resolve(import.meta.dirname, '../../../../../shared/recordings'),
);

/** Why this file or folder of the recordings cannot be used here; null when it is there. */
export function missingRecording(path: string): string | null {
  return existsSync(resolve(recordingsFolder, path)) ? null : `no recording ${path} in ${recordingsFolder}`;
}

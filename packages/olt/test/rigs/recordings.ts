import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Real device output, kept beside the project; `FIELD_RECORDINGS` names another folder. */
export const recordingsFolder = resolve(
  process.env['FIELD_RECORDINGS'] ?? resolve(import.meta.dirname, '../../../../../shared/recordings'),
);

/** Whether this file or folder of the recordings is here; prints the reason when it is not. */
export function hasRecording(path: string): boolean {
  const there = existsSync(resolve(recordingsFolder, path));
  if (!there) console.warn(`skipped: no recording ${path} in ${recordingsFolder}`);
  return there;
}

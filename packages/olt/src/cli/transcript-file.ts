import { appendFileSync } from 'node:fs';
import type { OltTranscriptEvent } from '../driver/operation-mark.ts';
import { maskTarget } from '../driver/target.ts';
import { cliError } from './cli-error.ts';
import { printableJson } from './printable.ts';

/**
 * Writes a transcript to the end of a file, an event a line, at once: what was on the wire when a program died is what somebody wants to
 * know.
 * @throws FieldError `cli.not_writable`, before anything is connected
 */
export function transcriptFile(file: string, olt: string): (event: OltTranscriptEvent) => void {
  const append = (text: string) => {
    try {
      appendFileSync(file, text, { mode: 0o600 });
    } catch (cause) {
      const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
      throw cliError('cli.not_writable', { file, reason }, { cause });
    }
  };
  append('');
  return (event) => append(`${printableJson({ olt: maskTarget(olt), ...event })}\n`);
}

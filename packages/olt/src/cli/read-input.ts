import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { cliError } from './cli-error.ts';

const megabyte = 1_048_576;
/** More than any OLT prints for one command. */
const longestCapture = 64 * megabyte;

/** Reads a file a person named. @throws FieldError `cli.not_readable` */
export function readTextFile(file: string, limit = megabyte): Promise<string> {
  return readText(createReadStream(file), file, limit);
}

/** Reads a captured screen: a file, or standard input for `-`. @throws FieldError `cli.not_readable` */
export function readCapture(file: string): Promise<string> {
  if (file === '-') return readText(process.stdin, 'standard input', longestCapture);
  return readTextFile(file, longestCapture);
}

async function readText(stream: Readable, file: string, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > limit) break;
    }
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw cliError('cli.not_readable', { file, reason }, { cause });
  }
  if (size > limit) throw cliError('cli.not_readable', { file, reason: `more than ${limit} bytes` });
  return Buffer.concat(chunks).toString('utf8');
}

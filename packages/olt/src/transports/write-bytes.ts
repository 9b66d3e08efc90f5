import type { Writable } from 'node:stream';
import { oltError } from '../contract/errors.ts';

/**
 * Writes to a terminal and waits until the bytes have left.
 * @throws FieldError `olt.session_closed` when the stream is closed, or closes first
 */
export function writeBytes(stream: Writable, bytes: Uint8Array, target: string): Promise<void> {
  const closed = (cause?: unknown) =>
    oltError('olt.session_closed', { target, doing: 'writing' }, cause === undefined ? {} : { cause });
  if (!stream.writable) return Promise.reject(closed());
  return new Promise((resolve, reject) => {
    const onClose = () => reject(closed());
    stream.once('close', onClose);
    stream.write(bytes, (cause) => {
      stream.removeListener('close', onClose);
      if (cause) reject(closed(cause));
      else resolve();
    });
  });
}

import { type ScryptOptions, scrypt } from 'node:crypto';

/** Node has four threads for all that takes long: two of them stay free for files. */
const atOnce = 2;
let running = 0;
const waiting: (() => void)[] = [];

/** scrypt (RFC 7914), two at a time in this process: its cost is meant for who guesses, not for everybody else here. */
export async function deriveInTurn(
  secret: string,
  salt: Uint8Array | string,
  length: number,
  cost: ScryptOptions,
): Promise<Buffer> {
  if (running >= atOnce) await new Promise<void>((go) => waiting.push(go));
  else running += 1;
  try {
    return await new Promise((resolve, reject) => {
      scrypt(secret, salt, length, cost, (error, key) => (error ? reject(error) : resolve(key)));
    });
  } finally {
    const next = waiting.shift();
    // The place is handed on, so that nobody who comes now is before who waits.
    if (next) next();
    else running -= 1;
  }
}

import type { Transport } from '../../src/contract/transport.ts';

/** Reads until the text has `mark`; gives back everything up to now. A hang-up before that fails the test with what was read. */
export async function readUntil(transport: Transport, mark: string | RegExp): Promise<string> {
  let text = '';
  for (;;) {
    if (typeof mark === 'string' ? text.includes(mark) : mark.test(text)) return text;
    try {
      text += await transport.read();
    } catch (cause) {
      throw new Error(`no ${mark} in ${JSON.stringify(text)}`, { cause });
    }
  }
}

/** Reads until the device hangs up. */
export async function readAll(transport: Transport): Promise<string> {
  let text = '';
  for (;;) {
    try {
      text += await transport.read();
    } catch {
      return text;
    }
  }
}

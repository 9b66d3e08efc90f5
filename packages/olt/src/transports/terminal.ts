import { ValidationError } from '@field/core';

/** How bytes on the wire become text. */
export type TerminalEncoding = 'utf8' | 'latin1';

/** The window a device is told about, in characters. */
export interface TerminalWindow {
  readonly columns: number;
  readonly rows: number;
}

/**
 * Wide, because Huawei wraps long rows at the window's edge; tall, because some pagers follow its height. Both stay wide and tall
 * in a device that keeps only the low byte (500 is 244 there, 512 would be 0).
 */
export const defaultTerminalWindow: TerminalWindow = { columns: 500, rows: 200 };

/** RFC 1091 takes it in any case; every OLT knows it. */
export const terminalType = 'vt100';

/**
 * The bytes of `text`.
 * @throws ValidationError when it has a character the encoding lacks: a wrong byte must not reach a command line
 */
export function encodeText(text: string, encoding: TerminalEncoding): Buffer {
  if (encoding === 'latin1' && /[^\u0000-\u00ff]/.test(text))
    throw new ValidationError([{ path: ['text'], code: 'invalid', params: { encoding } }]);
  return Buffer.from(text, encoding);
}

import { afterEach, expect, test, vi } from 'vitest';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

afterEach(() => vi.unstubAllGlobals());

test.each(['with', 'without'])('UTF-8 is the same %s a runtime that has it', (platform) => {
  if (platform === 'without') {
    vi.stubGlobal('TextEncoder', undefined);
    vi.stubGlobal('TextDecoder', undefined);
  }
  for (const text of ['', 'a%41', 'Caixa à direita', '光 \u{1f4f7}\0', '\u{1f4f7}'.slice(0, 1), '\udcf7x']) {
    const bytes = encodeUtf8(text);
    expect(Array.from(bytes)).toEqual([...Buffer.from(text)]);
    expect(decodeUtf8(bytes)).toBe(Buffer.from(text).toString());
  }
});

import { decodeUtf8, encodeUtf8 } from '../http/utf8.ts';
import type { RecordValue } from '../storage/record-storage.ts';

/** Encrypts a value under the name of its record, and gives it back under the same name only. */
export interface Sealer {
  seal(name: string, value: RecordValue): Promise<Uint8Array>;
  /** `undefined` for what this key did not seal under this name. */
  open(name: string, value: RecordValue): Promise<RecordValue | undefined>;
}

/** Format, kind of value, 96 random bits (NIST SP 800-38D, 8.2.2), then the ciphertext with its tag. */
const format = 1;
const ivAt = 2;
const contentAt = ivAt + 12;

export async function createSealer(
  crypto: Pick<Crypto, 'subtle' | 'getRandomValues'>,
  given: Uint8Array | CryptoKey,
): Promise<Sealer> {
  const { subtle } = crypto;
  const key = isBytes(given)
    ? await subtle.importKey('raw', given as Uint8Array<ArrayBuffer>, 'AES-GCM', false, [
        'encrypt',
        'decrypt',
      ])
    : given;
  const how = (name: string, head: Uint8Array) => ({
    name: 'AES-GCM',
    iv: head.slice(ivAt, contentAt) as Uint8Array<ArrayBuffer>,
    additionalData: encodeUtf8(`${head[0]}/${head[1]}/${name}`),
  });

  return {
    async seal(name, value) {
      const text = typeof value === 'string';
      const head = new Uint8Array(contentAt);
      head.set([format, text ? 0 : 1]);
      head.set(crypto.getRandomValues(new Uint8Array(contentAt - ivAt)), ivAt);
      const plain = (text ? encodeUtf8(value) : value) as Uint8Array<ArrayBuffer>;
      const content = new Uint8Array(await subtle.encrypt(how(name, head), key, plain));
      const sealed = new Uint8Array(contentAt + content.length);
      sealed.set(head);
      sealed.set(content, contentAt);
      return sealed;
    },
    async open(name, value) {
      if (typeof value === 'string' || value.length < contentAt || value[0] !== format) return undefined;
      const head = value.slice(0, contentAt);
      const content = value.slice(contentAt) as Uint8Array<ArrayBuffer>;
      // A wrong key and a changed record fail alike, and say no more than that.
      const plain = await subtle.decrypt(how(name, head), key, content).catch(() => undefined);
      if (plain === undefined) return undefined;
      const bytes = new Uint8Array(plain);
      return head[1] === 0 ? decodeUtf8(bytes) : bytes;
    },
  };
}

/** Also bytes of another frame or worker. */
function isBytes(value: unknown): value is Uint8Array {
  return Object.prototype.toString.call(value) === '[object Uint8Array]';
}

import { createCipheriv, createDecipheriv, createHash, createHmac, timingSafeEqual } from 'node:crypto';

export const authProtocols = {
  md5: { hash: 'md5', length: 12 },
  sha: { hash: 'sha1', length: 12 },
  sha224: { hash: 'sha224', length: 16 },
  sha256: { hash: 'sha256', length: 24 },
  sha384: { hash: 'sha384', length: 32 },
  sha512: { hash: 'sha512', length: 48 },
} as const;

/** HMAC-MD5-96 and HMAC-SHA-96 of RFC 3414, the SHA-2 family of RFC 7860. */
export type AuthProtocol = keyof typeof authProtocols;
/** CBC-DES of RFC 3414, CFB128-AES-128 of RFC 3826. */
export type PrivProtocol = 'des' | 'aes';

/** An SNMPv3 user who signs and encrypts. */
export interface V3User {
  readonly user: string;
  readonly authProtocol: AuthProtocol;
  readonly authKey: string;
  readonly privProtocol: PrivProtocol;
  readonly privKey: string;
}

const expandedLength = 1_048_576;

/** A pass phrase as a key of this engine (RFC 3414, A.2 and 2.6). */
export function localizedKey(protocol: AuthProtocol, phrase: string, engineId: Uint8Array): Buffer {
  const { hash } = authProtocols[protocol];
  const repeated = Buffer.alloc(expandedLength, Buffer.from(phrase, 'utf8'));
  const key = createHash(hash).update(repeated).digest();
  return createHash(hash).update(key).update(engineId).update(key).digest();
}

interface LocalizedKeys {
  readonly auth: Buffer;
  readonly priv: Buffer;
}

/** Signs and encrypts for one user of one engine. */
export class UsmKeys {
  readonly authLength: number;
  readonly #protocol: AuthProtocol;
  readonly #privProtocol: PrivProtocol;
  readonly #derive: () => LocalizedKeys;
  #derived: LocalizedKeys | undefined;

  constructor({ authProtocol, authKey, privProtocol, privKey }: V3User, engineId: Uint8Array) {
    this.#protocol = authProtocol;
    this.#privProtocol = privProtocol;
    this.authLength = authProtocols[authProtocol].length;
    this.#derive = () => ({
      auth: localizedKey(authProtocol, authKey, engineId),
      priv: localizedKey(authProtocol, privKey, engineId),
    });
  }

  /** Made for the first message: a key costs a megabyte of hashing, and most simulators never hear of SNMPv3. */
  get #keys() {
    this.#derived ??= this.#derive();
    return this.#derived;
  }

  /** The signature of a message whose signature field is zero. */
  sign(message: Uint8Array): Uint8Array {
    const { hash, length } = authProtocols[this.#protocol];
    return createHmac(hash, this.#keys.auth).update(message).digest().subarray(0, length);
  }

  verify(message: Uint8Array, signature: Uint8Array): boolean {
    const own = this.sign(message);
    return own.length === signature.length && timingSafeEqual(own, signature);
  }

  encrypt(plain: Uint8Array, boots: number, time: number, salt: Uint8Array): Uint8Array {
    const cipher =
      this.#privProtocol === 'aes'
        ? createCipheriv('aes-128-cfb', this.#keys.priv.subarray(0, 16), aesVector(boots, time, salt))
        : createCipheriv('des-ede3-cbc', this.#tripled(), this.#desVector(salt)).setAutoPadding(false);
    return Buffer.concat([
      cipher.update(this.#privProtocol === 'aes' ? plain : padded(plain)),
      cipher.final(),
    ]);
  }

  /** The plain text, or null where it cannot have been encrypted with this key. */
  decrypt(secret: Uint8Array, boots: number, time: number, salt: Uint8Array): Uint8Array | null {
    if (salt.length !== 8 || (this.#privProtocol === 'des' && secret.length % 8 !== 0)) return null;
    const decipher =
      this.#privProtocol === 'aes'
        ? createDecipheriv('aes-128-cfb', this.#keys.priv.subarray(0, 16), aesVector(boots, time, salt))
        : createDecipheriv('des-ede3-cbc', this.#tripled(), this.#desVector(salt)).setAutoPadding(false);
    return Buffer.concat([decipher.update(secret), decipher.final()]);
  }

  /** Triple DES with one key three times is DES, which OpenSSL 3 no longer offers by itself. */
  #tripled(): Buffer {
    const key = this.#keys.priv.subarray(0, 8);
    return Buffer.concat([key, key, key]);
  }

  #desVector(salt: Uint8Array): Buffer {
    return Buffer.from(this.#keys.priv.subarray(8, 16).map((byte, index) => byte ^ (salt[index] ?? 0)));
  }
}

function aesVector(boots: number, time: number, salt: Uint8Array): Buffer {
  const vector = Buffer.alloc(16);
  vector.writeUInt32BE(boots, 0);
  vector.writeUInt32BE(time, 4);
  vector.set(salt, 8);
  return vector;
}

function padded(plain: Uint8Array): Uint8Array {
  const whole = new Uint8Array(Math.ceil(plain.length / 8) * 8);
  whole.set(plain);
  return whole;
}

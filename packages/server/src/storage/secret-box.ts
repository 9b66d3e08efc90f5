import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { storageError } from './storage-errors.ts';

const format = 'aes-256-gcm.1';

/** Encrypts the few secrets that must be readable again, such as PPPoE passwords. */
export interface SecretBox {
  /** `owner` names where the secret is kept; a sealed text moved elsewhere does not open. */
  seal(secret: string, owner: string): string;
  /** @throws FieldError `server.secret_unreadable` for another key, another owner or a damaged text */
  open(sealed: string, owner: string): string;
}

/**
 * AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce for each secret.
 * @param key 32 bytes, or 64 hexadecimal digits
 * @throws FieldError `server.secret_key_invalid`
 */
export function createSecretBox(key: Uint8Array | string): SecretBox {
  const octets = typeof key === 'string' ? hexOctets(key) : key;
  if (octets.length !== 32) throw storageError('server.secret_key_invalid');
  const bytes = Uint8Array.from(octets);
  return {
    seal(secret, owner) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', bytes, nonce).setAAD(Buffer.from(owner));
      const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return [format, nonce, sealed, cipher.getAuthTag()].map(encode).join(':');
    },
    open(sealed, owner) {
      const [name, nonce = '', text = '', tag = ''] = sealed.split(':');
      if (name !== format) throw storageError('server.secret_unreadable');
      try {
        const decipher = createDecipheriv('aes-256-gcm', bytes, Buffer.from(nonce, 'base64url'), {
          authTagLength: 16,
        });
        decipher.setAAD(Buffer.from(owner)).setAuthTag(Buffer.from(tag, 'base64url'));
        return decipher.update(Buffer.from(text, 'base64url'), undefined, 'utf8') + decipher.final('utf8');
      } catch (cause) {
        throw storageError('server.secret_unreadable', {}, { cause });
      }
    },
  };
}

/** Stands in where no key was given: refuses to keep or show anything. */
export const closedSecretBox: SecretBox = {
  seal() {
    throw storageError('server.secret_key_missing');
  },
  open() {
    throw storageError('server.secret_key_missing');
  },
};

function hexOctets(text: string): Uint8Array {
  return /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : new Uint8Array();
}

function encode(part: string | Buffer): string {
  return typeof part === 'string' ? part : part.toString('base64url');
}

import { createHash } from 'node:crypto';
import { type FieldError, ValidationError } from '@field/core';
import { oltError } from '../contract/errors.ts';
import { formatAddress, type SocketAddress } from './connect-socket.ts';
import { appendKnownHost, isAbout, keyTypeOf, knownHostName, readKnownHosts } from './known-hosts.ts';

/**
 * How an SSH server proves who it is. Either an OpenSSH known_hosts file, to which `trustOnFirstUse` adds the key of a host it
 * does not know yet (a host with another key is refused all the same), or the fingerprints of the keys to accept
 * (`SHA256:...`, as `ssh-keygen -l` prints them).
 */
export type HostKeyPolicy =
  | { readonly file: string; readonly trustOnFirstUse?: boolean }
  | { readonly fingerprints: readonly string[] };

/** The check of one connection. */
export interface HostKeyCheck {
  /** Types of the keys known for this host; a server that has several must be asked for one of them. */
  readonly knownTypes: readonly string[];
  /** Null when the key is accepted. */
  verify(key: Buffer): FieldError | null;
  /** Writes down a key that was trusted on first use; call it once the server has proved that it owns the key. */
  remember(): Promise<void>;
}

/** `SHA256:` and the hash in base64, as OpenSSH prints it. */
export function fingerprintOf(key: Uint8Array): string {
  return `SHA256:${createHash('sha256')
    .update(key)
    .digest('base64')
    .replace(/={1,2}$/, '')}`;
}

/** @throws FieldError `olt.known_hosts_failed`, or ValidationError for a fingerprint of another shape */
export async function prepareHostKeyCheck(
  policy: HostKeyPolicy,
  address: SocketAddress,
): Promise<HostKeyCheck> {
  return 'file' in policy ? fileCheck(policy, address) : fingerprintCheck(policy.fingerprints, address);
}

const fingerprintShape = /^SHA256:[A-Za-z0-9+/]{43}=?$/;

function fingerprintCheck(fingerprints: readonly string[], address: SocketAddress): HostKeyCheck {
  if (fingerprints.length === 0)
    throw new ValidationError([{ path: ['hostKeys', 'fingerprints'], code: 'required', params: {} }]);
  const wrong = fingerprints.findIndex((fingerprint) => !fingerprintShape.test(fingerprint));
  if (wrong >= 0)
    throw new ValidationError([{ path: ['hostKeys', 'fingerprints', wrong], code: 'invalid', params: {} }]);
  const accepted = fingerprints.map((fingerprint) => fingerprint.replace('=', ''));
  return {
    knownTypes: [],
    verify(key) {
      const fingerprint = fingerprintOf(key);
      if (accepted.includes(fingerprint)) return null;
      const target = formatAddress(address);
      return oltError('olt.host_key_changed', { target, expected: accepted.join(', '), fingerprint });
    },
    async remember() {},
  };
}

async function fileCheck(
  { file, trustOnFirstUse = false }: { readonly file: string; readonly trustOnFirstUse?: boolean },
  address: SocketAddress,
): Promise<HostKeyCheck> {
  const name = knownHostName(address.host, address.port);
  const target = formatAddress(address);
  const lines = (await readKnownHosts(file)).filter((line) => isAbout(line, name));
  const known = lines.filter((line) => !line.revoked);
  let trusted: Buffer | null = null;
  return {
    knownTypes: [...new Set(known.map((line) => line.keyType))],

    verify(key) {
      const fingerprint = fingerprintOf(key);
      if (lines.some((line) => line.revoked && line.key.equals(key)))
        return oltError('olt.host_key_changed', {
          target,
          expected: 'a key that is not revoked',
          fingerprint,
        });
      if (known.some((line) => line.key.equals(key)) || trusted?.equals(key)) return null;
      // A key of another type is a change too: a server in between could offer only the type that is not known yet.
      if (known.length > 0 || trusted) {
        const expected = known.map((line) => fingerprintOf(line.key)).join(', ');
        return oltError('olt.host_key_changed', { target, expected, fingerprint });
      }
      if (!trustOnFirstUse || keyTypeOf(key) === '')
        return oltError('olt.host_key_unknown', { target, fingerprint });
      trusted = key;
      return null;
    },

    async remember() {
      if (trusted) await appendKnownHost(file, name, trusted);
    },
  };
}

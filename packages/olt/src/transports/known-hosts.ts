import { createHmac } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { oltError } from '../contract/errors.ts';

/** One line of an OpenSSH known_hosts file (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"). */
export interface KnownHost {
  /** Host patterns separated by commas, or one hashed name (`|1|salt|hash`). */
  readonly hosts: string;
  readonly revoked: boolean;
  readonly keyType: string;
  readonly key: Buffer;
}

/** A host as known_hosts names it: in small letters, and `[host]:port` where the port is not 22. */
export function knownHostName(host: string, port: number): string {
  const name = host.toLowerCase();
  return port === 22 ? name : `[${name}]:${port}`;
}

/** The type a public key blob says it is of: its first string (RFC 4253, section 6.6); empty when it is no key. */
export function keyTypeOf(key: Buffer): string {
  if (key.length < 4) return '';
  const length = key.readUInt32BE(0);
  return length <= 64 && key.length > 4 + length ? key.toString('latin1', 4, 4 + length) : '';
}

/**
 * Reads the text of a known_hosts file. Lines that are no key of a host are left out, as OpenSSH does: a host they might have
 * meant is unknown then, never trusted. `@cert-authority` lines are left out because certificates are not supported.
 */
export function parseKnownHosts(text: string): KnownHost[] {
  return text.split('\n').flatMap((line) => {
    const words = line.trim().split(/\s+/);
    const marker = words[0]?.startsWith('@') ? words.shift() : undefined;
    const [hosts, keyType, encoded] = words;
    if (!hosts || !keyType || !encoded || hosts.startsWith('#')) return [];
    if (marker !== undefined && marker !== '@revoked') return [];
    const key = Buffer.from(encoded, 'base64');
    if (keyTypeOf(key) !== keyType) return [];
    return [{ hosts, revoked: marker === '@revoked', keyType, key }];
  });
}

/** Whether a line is about the host of this {@link knownHostName}. */
export function isAbout({ hosts }: KnownHost, name: string): boolean {
  if (hosts.startsWith('|')) {
    const [, version, salt = '', hash = ''] = hosts.split('|');
    const mac = createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64');
    return version === '1' && mac === hash;
  }
  const patterns = hosts.toLowerCase().split(',');
  const some = (candidates: readonly string[]) => candidates.some((pattern) => matches(pattern, name));
  const negated = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  return !some(negated) && some(patterns.filter((pattern) => !pattern.startsWith('!')));
}

/** `*` stands for anything, `?` for one character. */
function matches(pattern: string, name: string): boolean {
  // What the last `*` stands for grows until the rest fits: no other star needs to be tried once more.
  let star = -1;
  let behindStar = 0;
  let at = 0;
  for (let read = 0; read < name.length; ) {
    if (pattern[at] === '*') {
      star = at;
      behindStar = read;
      at += 1;
    } else if (pattern[at] === '?' || pattern[at] === name[read]) {
      at += 1;
      read += 1;
    } else if (star >= 0) {
      behindStar += 1;
      read = behindStar;
      at = star + 1;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}

/**
 * The lines of a file; none when there is no such file.
 * @throws FieldError `olt.known_hosts_failed` when it cannot be read
 */
export async function readKnownHosts(file: string): Promise<KnownHost[]> {
  try {
    return parseKnownHosts(await readFile(file, 'utf8'));
  } catch (cause) {
    if (isMissing(cause)) return [];
    throw knownHostsFailed(file, cause);
  }
}

/**
 * Adds one line at the end of the file, in one write so that two processes never mix their lines, and waits until it is on disk.
 * File and folder are made, for this user alone, when they are not there.
 * @throws FieldError `olt.known_hosts_failed`
 */
export async function appendKnownHost(file: string, name: string, key: Buffer): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(file, 'a+', 0o600);
    try {
      const { size } = await handle.stat();
      const last = size > 0 ? (await handle.read(Buffer.alloc(1), 0, 1, size - 1)).buffer[0] : 10;
      const line = `${name} ${keyTypeOf(key)} ${key.toString('base64')}\n`;
      await handle.writeFile(last === 10 ? line : `\n${line}`);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw knownHostsFailed(file, cause);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function knownHostsFailed(file: string, cause: unknown) {
  const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown failure';
  return oltError('olt.known_hosts_failed', { file, reason }, { cause });
}

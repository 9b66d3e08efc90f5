import { randomBytes, timingSafeEqual } from 'node:crypto';
import { deriveInTurn } from './scrypt-lane.ts';

/** What one scrypt hash costs: `cost` is N, memory is 128 · N · `blockSize` bytes. */
export interface PasswordCost {
  readonly cost: number;
  readonly blockSize: number;
  readonly parallelization: number;
}

/** 32 MiB, three times over: the OWASP Password Storage Cheat Sheet's scrypt line for N = 2^15. */
export const defaultPasswordCost: PasswordCost = { cost: 2 ** 15, blockSize: 8, parallelization: 3 };

const keyLength = 32;

/**
 * A salted scrypt hash (RFC 7914) with its parameters: `scrypt$32768$8$3$salt$hash`, so that raising the cost later
 * leaves old passwords good.
 */
export async function hashPassword(
  password: string,
  cost: PasswordCost = defaultPasswordCost,
): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, cost);
  return formatHash(cost, salt, hash);
}

/** A hash no password has, at the usual cost: for users that do not exist. */
export const decoyHash = formatHash(defaultPasswordCost, randomBytes(16), randomBytes(keyLength));

/** Whether a password is the one behind a stored hash. A hash it cannot read is never right. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const parsed = storedShape.exec(stored);
  if (!parsed) return false;
  const [, n, blockSize, parallelization, salt = '', hash = ''] = parsed;
  const cost = { cost: Number(n), blockSize: Number(blockSize), parallelization: Number(parallelization) };
  const expected = Buffer.from(hash, 'base64url');
  const actual = await derive(password, Buffer.from(salt, 'base64url'), cost, expected.length);
  return timingSafeEqual(actual, expected);
}

const storedShape = /^scrypt\$(\d{1,8})\$(\d{1,3})\$(\d{1,3})\$([\w-]{16,128})\$([\w-]{16,128})$/;

function formatHash({ cost, blockSize, parallelization }: PasswordCost, salt: Buffer, hash: Buffer): string {
  return [
    'scrypt',
    cost,
    blockSize,
    parallelization,
    salt.toString('base64url'),
    hash.toString('base64url'),
  ].join('$');
}

/** A text nobody can find a secret with faster than with a password's hash: scrypt of both at the usual cost. */
export async function stretch(secret: string, salt: string): Promise<string> {
  return (await derive(secret, Buffer.from(salt), defaultPasswordCost)).toString('base64url');
}

function derive(password: string, salt: Buffer, cost: PasswordCost, length = keyLength): Promise<Buffer> {
  const { cost: N, blockSize: r, parallelization: p } = cost;
  const maxmem = 128 * N * r + 128 * r * p + 1024 * 1024;
  return deriveInTurn(password.normalize('NFC'), salt, length, { N, r, p, maxmem });
}

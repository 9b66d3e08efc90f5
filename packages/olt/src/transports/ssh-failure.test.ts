import { expect, test } from 'vitest';
import { sshOpenFailure } from './ssh-failure.ts';

const error = (message: string, facts: Record<string, unknown> = {}) =>
  Object.assign(new Error(message), facts);

test.each<[string, unknown, string]>([
  ['a refused login', error('none left', { level: 'client-authentication' }), 'olt.auth_refused'],
  ['no method left', error('x', { code: 14 }), 'olt.auth_refused'],
  ['OpenSSH counting tries', error('Too many authentication failures', { code: 2 }), 'olt.auth_refused'],
  ['no common algorithm', error('no matching C->S MAC', { level: 'handshake' }), 'olt.algorithms_refused'],
  ['a failed key exchange', error('x', { code: 3 }), 'olt.algorithms_refused'],
  ['too many connections', error('x', { code: 12 }), 'olt.session_limit'],
  ['no room for a terminal', error('x', { reason: 4 }), 'olt.session_limit'],
  ['a broken socket', error('x', { level: 'client-socket', code: 'ECONNRESET' }), 'olt.unreachable'],
  ['a server that leaves', undefined, 'olt.unreachable'],
])('%s', (_name, cause, code) => {
  const failure = sshOpenFailure(cause, 'olt:22', false);
  expect(failure).toMatchObject({ code, details: { target: 'olt:22' } });
  expect(failure.cause).toBe(cause);
});

test("a device's own words fit one line and are bounded", () => {
  const { details } = sshOpenFailure(error(`\x1b[2J\r\nBusy,\n${'x'.repeat(1_000)}`), 'olt:22', false);
  expect(details.reason).toMatch(/^\[2J Busy, x{100,}$/);
  expect(String(details.reason).length).toBeLessThanOrEqual(200);
});

import { expect, test } from 'vitest';
import { formatEndpoint, parseTarget } from './target.ts';

test.each([
  ['ssh://admin@10.0.0.2', { kind: 'ssh', host: '10.0.0.2', port: 22, username: 'admin' }],
  ['ssh://admin@127.0.0.1:2222/', { kind: 'ssh', host: '127.0.0.1', port: 2222, username: 'admin' }],
  ['telnet://olt.example', { kind: 'telnet', host: 'olt.example', port: 23, username: null }],
  ['snmp://[::1]:1161', { kind: 'snmp', host: '::1', port: 1161, username: null }],
  ['ssh://field%40isp@10.0.0.2', { kind: 'ssh', host: '10.0.0.2', port: 22, username: 'field@isp' }],
])('%s is a target', (text, target) => {
  expect(parseTarget(text)).toEqual(target);
});

test.each([
  '10.0.0.2',
  'http://10.0.0.2',
  'ssh://',
  'ssh://a@b/path',
  'snmp://x?y=1',
  'ssh://admin@host:99999',
  '',
])('%j is refused with the form it should have', (text) => {
  expect(() => parseTarget(text)).toThrow(
    expect.objectContaining({ code: 'olt.bad_target', message: expect.stringContaining('ssh://user@host') }),
  );
});

test('a password in the target is refused and not repeated', () => {
  expect.assertions(2);
  try {
    parseTarget('ssh://admin:hunter2@10.0.0.2');
  } catch (error) {
    expect(error).toMatchObject({ code: 'olt.bad_target' });
    expect(JSON.stringify(error) + String(error)).not.toContain('hunter2');
  }
});

test('an endpoint names host and port, IPv6 in brackets', () => {
  expect(formatEndpoint({ host: '10.0.0.2', port: 22 })).toBe('10.0.0.2:22');
  expect(formatEndpoint({ host: '::1', port: 161 })).toBe('[::1]:161');
});

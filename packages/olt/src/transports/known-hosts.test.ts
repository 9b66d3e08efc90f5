import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { isAbout, knownHostName, parseKnownHosts } from './known-hosts.ts';

const blob = (type: string) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(type.length);
  return Buffer.concat([length, Buffer.from(type), Buffer.from('key')]).toString('base64');
};
const line = (hosts: string, type = 'ssh-ed25519') => `${hosts} ${type} ${blob(type)}`;
const about = (hosts: string, host: string, port = 22) =>
  parseKnownHosts(line(hosts)).some((known) => isAbout(known, knownHostName(host, port)));

test.each([
  ['a name', 'olt1', 'olt1', 22, true],
  ['in any case', 'OLT1.Example', 'olt1.EXAMPLE', 22, true],
  ['one of several', 'olt1,10.0.0.1', '10.0.0.1', 22, true],
  ['not a part of a name', 'olt1', 'olt10', 22, false],
  ['a dot is a dot', 'a.b', 'axb', 22, false],
  ['any characters', '*.example', 'a.b.example', 22, true],
  ['any characters, several times', 'a*b*b.?xample', 'aXbYbbb.example', 22, true],
  ['several times, and more behind', 'a*b*b.?xample', 'aXbYbbb.example.net', 22, false],
  ['one character', 'olt?', 'olt7', 22, true],
  ['one character only', 'olt?', 'olt77', 22, false],
  ['an exception', '*.example,!secret.example', 'secret.example', 22, false],
  ['beside an exception', '!secret.example,*.example', 'a.example', 22, true],
  ['an exception alone', '!secret.example', 'a.example', 22, false],
  ['another port', '[olt1]:2222', 'olt1', 2222, true],
  ['not without its port', 'olt1', 'olt1', 2222, false],
  ['an IPv6 address', '::1', '::1', 22, true],
  ['an IPv6 address with a port', '[::1]:2222', '::1', 2222, true],
])('%s: %s, %s:%i', (_name, hosts, host, port, expected) => {
  expect(about(hosts, host, port)).toBe(expected);
});

test('a hashed name fits the one host it was made of', () => {
  const salt = Buffer.from('twenty bytes of salt');
  const hash = createHmac('sha1', salt).update('[olt1]:2222').digest('base64');
  const hosts = `|1|${salt.toString('base64')}|${hash}`;
  expect(about(hosts, 'OLT1', 2222)).toBe(true);
  expect(about(hosts, 'olt1', 2223)).toBe(false);
  expect(about(hosts.replace('|1|', '|2|'), 'olt1', 2222)).toBe(false);
});

test('lines that name no key are left out, the others stay', () => {
  const text = [
    '# comment',
    '',
    'olt1',
    'olt1 ssh-rsa',
    `olt1 ssh-rsa ${blob('ssh-ed25519')}`,
    'olt1 ssh-rsa AAAA',
    `@cert-authority ${line('*')}`,
    `@unheard-of ${line('*')}`,
    `\t${line('olt2')} a comment with words\r`,
    `@revoked ${line('olt3', 'ssh-rsa')}`,
  ].join('\n');
  expect(parseKnownHosts(text)).toMatchObject([
    { hosts: 'olt2', revoked: false, keyType: 'ssh-ed25519' },
    { hosts: 'olt3', revoked: true, keyType: 'ssh-rsa' },
  ]);
});

import { expect, test } from 'vitest';
import type { CliPlatform } from '../contract/cli.ts';
import type { Transport, WritePurpose } from '../contract/transport.ts';
import { guardTransport } from './guarded-transport.ts';

const platform: CliPlatform = {
  name: 'gated',
  lineEnd: '\r',
  login: {
    user: /login:/,
    password: /password:/,
    refusals: [],
    questions: [{ pattern: /sure/, reply: 'AGREE' }],
  },
  modes: { exec: { prompt: '{host}>', parent: null, enter: null, leave: null, changesConfig: false } },
  home: { mode: 'exec' },
  prepare: [],
  pagers: [{ mark: /More/, reply: ' ' }],
  completion: { mark: /\{/, accept: /<cr>/, abort: '\x03', repeat: /Command:/ },
  questions: [],
  questionShapes: [],
  noise: [],
  refusals: [],
  refusalShapes: [],
  logout: { from: { mode: 'exec' }, send: 'quit', questions: [], farewell: null },
  readOnlyCommands: [/display .*/, /quit/],
  save: null,
};

function recorder() {
  const sent: string[] = [];
  const transport: Transport = {
    kind: 'replay',
    banner: '',
    authenticated: true,
    open: async () => {},
    close: async () => {},
    read: async () => '',
    write: async (text) => {
      sent.push(text);
    },
  };
  return { sent, gate: guardTransport(transport, platform, ['admin', 'hunter2']) };
}

test.each<[string, WritePurpose]>([
  ['display ont info 0 1 2 3\r', 'command'],
  ['quit\r', 'command'],
  ['\r', 'answer'],
  [' ', 'answer'],
  ['y\r', 'answer'],
  ['\x03', 'answer'],
  ['AGREE\r', 'answer'],
  ['admin\r', 'login'],
  ['hunter2\r', 'login'],
  ['AGREE\r', 'login'],
])('%j as %s passes a shut gate', async (text, purpose) => {
  const { sent, gate } = recorder();
  await gate.write(text, purpose);
  expect(sent).toEqual([text]);
});

test.each<[string, WritePurpose]>([
  ['ont delete 2 3\r', 'command'],
  ['undisplay x\r', 'command'],
  ['display x\ront delete 2 3\r', 'command'],
  ['display x\nont delete 2 3\r', 'command'],
  ['ont delete 2 3\r', 'answer'],
  ['quit now\r', 'command'],
  ['ont delete 2 3\r', 'login'],
  ['hunter2\r', 'command'],
])('%j as %s cannot leave', async (text, purpose) => {
  const { sent, gate } = recorder();
  await expect(gate.write(text, purpose)).rejects.toMatchObject({ code: 'olt.read_only' });
  expect(sent).toEqual([]);
});

test('the gate is open only while somebody holds it', async () => {
  const { sent, gate } = recorder();
  const shutOuter = gate.openForWrites();
  const shutInner = gate.openForWrites();
  await gate.write('ont delete 2 3\r', 'command');
  shutInner();
  shutInner();
  await gate.write('ont delete 2 4\r', 'command');
  shutOuter();
  await expect(gate.write('ont delete 2 5\r', 'command')).rejects.toMatchObject({ code: 'olt.read_only' });
  expect(sent).toHaveLength(2);
});

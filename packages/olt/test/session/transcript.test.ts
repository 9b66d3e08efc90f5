import { expect, test } from 'vitest';
import { openCliSession, type TranscriptEvent } from '../../src/session/open-cli-session.ts';
import { createReplayTransport, type ReplayStep } from '../../src/testing/index.ts';
import { testPlatform } from './test-platform.ts';

const ppp =
  'ont ipconfig 2 3 ip-index 1 pppoe user-account username joe password hunter2hunter vlan 10 priority 0';
const script: readonly ReplayStep[] = [
  { emit: '\n>>User name:' },
  { expect: 'root', emit: 'root\n>>User password:' },
  { expect: 'topsecret', emit: 'topsecret\n\nOLT01>' },
  { expect: 'enable', emit: 'enable\n>>User password:' },
  { expect: 'enablesecret', emit: '\n\nOLT01#' },
  {
    expect: ppp,
    emit: `${ppp.replace('hunter2hunter', 'hunter2hun\n    ter')}\n  Failure: hunter2hunter is weak, topsecret too\n\nOLT01#`,
  },
];
const secrets = ['topsecret', 'enablesecret', 'hunter2hunter'];

async function record(chunk: number): Promise<{ events: TranscriptEvent[]; error: unknown }> {
  const events: TranscriptEvent[] = [];
  const transport = createReplayTransport(script, { chunk, authenticated: false });
  const cli = await openCliSession(transport, testPlatform, {
    user: 'root',
    password: 'topsecret',
    enablePassword: 'enablesecret',
    timeouts: { logoutMs: 20 },
    onTranscript: (event) => events.push(event),
  });
  const error: unknown = await cli
    .run(ppp, { secrets: ['hunter2hunter'] })
    .catch((thrown: unknown) => thrown);
  await cli.close();
  return { events, error };
}

test.each([1, 2, 7, 65_536])('no secret is recorded, in chunks of %i', async (chunk) => {
  const { events, error } = await record(chunk);
  const joined = (direction: TranscriptEvent['direction']) =>
    events.flatMap((event) => (event.direction === direction ? [event.text] : [])).join('');
  for (const secret of secrets) {
    expect(joined('sent')).not.toContain(secret);
    expect(joined('received').replaceAll(/\s+/g, '')).not.toContain(secret);
    expect(JSON.stringify(error)).not.toContain(secret);
    expect(String(error)).not.toContain(secret);
  }
  expect(joined('sent')).toMatch(
    /^root\r\*{3}\renable\r\*{3}\ront ipconfig .* password \*{3} vlan 10 priority 0\r/,
  );
  expect(joined('received')).toContain('password *** vlan 10 priority 0\r\n  Failure: *** is weak, *** too');
  expect(error).toMatchObject({
    code: 'olt.command_refused',
    details: { text: 'Failure: *** is weak, *** too' },
  });
});

test('all else is recorded, in order, with its purpose and time', async () => {
  const { events } = await record(7);
  const sent = events.filter(({ direction }) => direction === 'sent');
  expect(sent.map(({ purpose }) => purpose).slice(0, 5)).toEqual([
    'login',
    'login',
    'command',
    'login',
    'command',
  ]);
  const whole = script.slice(0, 2).map(({ emit }) => emit.replaceAll('\n', '\r\n'));
  const upToPassword = events.slice(
    0,
    events.findIndex(({ text }) => text === '***\r'),
  );
  const received = upToPassword.filter(({ direction }) => direction === 'received').map(({ text }) => text);
  expect(received.join('')).toBe(whole.join(''));
  for (const { at } of events) expect(new Date(at).toISOString()).toBe(at);
});

import { describe, expect, test } from 'vitest';
import { openCliSession, type TranscriptEvent } from '../../src/session/open-cli-session.ts';
import { createReplayTransport, type ReplayStep } from '../../src/testing/index.ts';
import { testPlatform } from './test-platform.ts';

const secret = 'hunter2hunter';
const command = `ont ipconfig 2 3 user-account username joe password ${secret} vlan 10`;
const reply = `${command}\n  Failure: ${secret} is weak, hun\n   ter2hunter too\n\nOLT01#`;
const farewell = { expect: 'quit', emit: 'quit\n' };
const login: readonly ReplayStep[] = [{ emit: '\nOLT01>' }, { expect: 'enable', emit: 'enable\n\nOLT01#' }];
const script: readonly ReplayStep[] = [...login, { expect: command, emit: reply }, farewell];

/** Chunks that end after `first` characters of the reply, and then all the rest. */
function cutAfter(first: number): () => number {
  const before = [login[0], login[1]].map((step) => (step?.emit ?? '').replaceAll('\n', '\r\n').length);
  const sizes = [...before, first];
  return () => sizes.shift() ?? 65_536;
}

async function record(chunk: () => number): Promise<TranscriptEvent[]> {
  const events: TranscriptEvent[] = [];
  const transport = createReplayTransport(script, { chunk, hangUp: true });
  const cli = await openCliSession(transport, testPlatform, {
    user: 'root',
    password: 'topsecret',
    timeouts: { settleMs: 5 },
    onTranscript: (event) => events.push(event),
  });
  await cli.run(command, { secrets: [secret] }).catch(() => null);
  await cli.close();
  return events;
}

const received = (events: readonly TranscriptEvent[]) =>
  events.flatMap(({ direction, text }) => (direction === 'received' ? [text] : [])).join('');

describe('a secret in a reply, cut at every place', () => {
  test('is not recorded, and nothing else is lost', async () => {
    const wire = reply.replaceAll('\n', '\r\n');
    const whole = received(await record(cutAfter(wire.length)));
    expect(whole).toContain('password *** vlan 10\r\n  Failure: *** is weak, *** too');
    for (let at = 1; at < wire.length; at += 1) {
      expect(received(await record(cutAfter(at))), `cut after ${at}`).toBe(whole);
    }
  });
});

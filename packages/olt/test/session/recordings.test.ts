import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { CliSession } from '../../src/contract/cli.ts';
import { openCliSession } from '../../src/session/open-cli-session.ts';
import { createReplayTransport, type ReplayStep } from '../../src/testing/index.ts';
import { platform as huawei } from '../../src/vendors/huawei/platform.ts';
import { missingRecording, recordingsFolder } from '../rigs/recordings.ts';
import { arrivals } from './dialogue.ts';

const folder = 'huawei/other';
const missing = missingRecording(folder);
beforeEach((context) => context.skip(missing !== null, missing ?? ''));

/** Whole recorded sessions, and what the engine is asked to do in them. */
const sessions: readonly {
  readonly file: string;
  /** Lines that were typed, in order, as they follow a prompt or a question. */
  readonly typed: readonly string[];
  /** Where the device begins to speak; before it stands what another program printed. */
  readonly from?: RegExp;
  work(cli: CliSession): Promise<void>;
}[] = [
  {
    file: 'ma5800_login_banner_and_prep.raw',
    typed: ['enable', 'config', 'scroll 512'],
    async work(cli) {
      expect(cli.banner).toContain('All user fail login information');
      expect((await cli.run('scroll 512', { at: { mode: 'config' } })).text).toBe('');
      expect(cli.host).toBe('OLT01');
    },
  },
  {
    file: 'ma5800_r022_session_errors.raw',
    typed: ['enable', 'show', 'config', 'sho?', 'exit', 'quit'],
    from: /^ {2}Huawei Integrated/m,
    async work(cli) {
      const unknown = {
        code: 'olt.unknown_command',
        details: { text: "% Unknown command, the error locates at '^'" },
      };
      const at = { mode: 'config' };
      await expect(cli.run('show')).rejects.toMatchObject(unknown);
      await expect(cli.run('sho?', { at })).rejects.toMatchObject(unknown);
      await expect(cli.run('exit', { at })).rejects.toMatchObject(unknown);
      expect(cli.mode).toEqual(at);
      // The way out leads through the recorded `quit`.
      await cli.close();
    },
  },
];

async function read(file: string): Promise<string> {
  const path = join(folder, file);
  return (await readFile(join(recordingsFolder, path), 'utf8')).replaceAll('\r', '');
}

/** Cuts a recorded session behind each typed line, echo included. */
function toScript(recorded: string, typed: readonly string[]): ReplayStep[] {
  const script: ReplayStep[] = [];
  let rest = recorded;
  let expected: string | undefined;
  for (const line of typed) {
    const typedAt = new RegExp(`^(.*(?:[>#]|\\[n\\]:))${line.replace(/[?()]/g, '\\$&')}$`, 'm').exec(rest);
    if (!typedAt) throw new TypeError(`${line} is not in the recording`);
    const end = typedAt.index + (typedAt[1] ?? '').length;
    script.push({ ...(expected !== undefined && { expect: expected }), emit: rest.slice(0, end) });
    rest = rest.slice(end);
    expected = line;
  }
  return [...script, { expect: expected ?? '', emit: rest.trimEnd() }];
}

describe.each(sessions)('$file', ({ file, typed, from, work }) => {
  test.each(arrivals)('in chunks of $chunk with $lineEnd', async (arrival) => {
    const recorded = await read(file);
    const transport = createReplayTransport(
      toScript(recorded.slice(from ? recorded.search(from) : 0), typed),
      arrival,
    );
    const cli = await openCliSession(transport, { ...huawei, prepare: [] }, { user: 'x', password: 'x' });
    await work(cli);
    expect(transport.finished).toBe(true);
  });
});

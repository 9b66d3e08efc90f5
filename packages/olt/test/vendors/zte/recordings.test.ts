import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isFieldError } from '@field/core';
import { beforeEach, describe, expect, test } from 'vitest';
import type { OltProfile } from '../../../src/contract/vendor-driver.ts';
import { openCliSession } from '../../../src/session/open-cli-session.ts';
import { createReplayTransport } from '../../../src/testing/index.ts';
import zte from '../../../src/vendors/zte/index.ts';
import { missingRecording, recordingsFolder } from '../../rigs/recordings.ts';
import type { RecordedScreen } from './recorded-screen.ts';
import { c3xxScreens } from './recorded-screens-c3xx.ts';
import { c6xxScreens } from './recorded-screens-c6xx.ts';
import { unread } from './unread-recordings.ts';

const missing = missingRecording('zte');
beforeEach((context) => context.skip(missing !== null, missing ?? ''));

const recordedScreens = [...c3xxScreens, ...c6xxScreens];
const folder = join(recordingsFolder, 'zte');
const read = (file: string) => readFileSync(join(folder, file), 'utf8');
const profile = (family: string) => zte.profiles[family] as OltProfile;

function parse({ family, command }: RecordedScreen, text: string): readonly unknown[] {
  const screen = profile(family).screens.find((one) => one.command.test(command));
  if (!screen) throw new Error(`no screen reads ${command}`);
  return screen.parse(text, command);
}

function parseOrCode(screen: RecordedScreen, text: string): unknown {
  try {
    return parse(screen, text);
  } catch (error) {
    if (!isFieldError(error)) throw error;
    return error.code;
  }
}

const promptLine = /^[\w.@-]+(?:\([^)]*\))?#/;
const sectionLine = /^(?:##|\d+\. |[A-Z][A-Z ()]{9,}$)/;

/** The reply in a recording: the whole of it, what follows a command as far as the next prompt, or one of several parts. */
function replyIn({ file, typed, below, heading }: RecordedScreen): string {
  const lines = read(file).replaceAll('\r\n', '\n').split('\n');
  const start = typed ?? below;
  const from = lines.findLastIndex((line) => {
    const shown = line.trimEnd();
    return below === undefined ? start !== undefined && shown.endsWith(`#${start}`) : shown === below;
  });
  if (start !== undefined && from < 0) throw new Error(`${file} has no ${start}`);
  const rest = lines.slice(from + 1);
  const end = rest.findIndex((line) => promptLine.test(line) || (start && sectionLine.test(line)));
  const reply = (start === undefined ? rest : rest.slice(0, end < 0 ? undefined : end)).join('\n');
  const whole = reply.replace(/\n[\w.@-]+#\s*$/, '').trimEnd();
  return heading === undefined ? whole : `${heading}\n${whole}`;
}

test('every recording is read by a test or listed with the reason', () => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'PROVENANCE.md')
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
  const known = new Set([...recordedScreens.map(({ file }) => file), ...Object.keys(unread)]);
  expect([...known].sort()).toEqual(files);
});

describe.each(recordedScreens)('$command ($file)', (screen) => {
  const reply = missing ? '' : replyIn(screen);
  const { command, family } = screen;

  test('gives the rows the recording shows', () => {
    const rows = parse(screen, `${reply}\nZXAN#`);
    expect(rows).toHaveLength(screen.rows);
    for (const [index, row] of Object.entries(screen.holds ?? {}))
      expect(rows[Number(index)]).toMatchObject(row);
    // A whole session pasted in gives the same.
    expect(parse(screen, `ZXAN#${command}\r\n${reply.replaceAll('\n', '\r\n')}\r\nZXAN#`)).toEqual(rows);
  });

  test('cut after any line: the same rows or an error, never fewer', () => {
    const rows = parse(screen, `${reply}\nZXAN#`);
    const lines = reply.split('\n');
    const outcomes = lines.map((_, kept) => parseOrCode(screen, lines.slice(0, kept).join('\n')));
    for (const [kept, outcome] of outcomes.entries()) {
      if (typeof outcome !== 'string') expect(outcome, `${kept} lines`).toEqual(rows);
      else expect(outcome).toBe('olt.parse_failed');
    }
  });

  const cli = profile(family).cli;
  const script = [
    { emit: '\nZXAN#' },
    { expect: 'terminal length 0', emit: 'terminal length 0\nZXAN#' },
    { expect: command, emit: `${command}\n${reply}\nZXAN#` },
  ];
  const credentials = { user: 'admin', password: 'topsecret', timeouts: { settleMs: 20, logoutMs: 20 } };

  test.each(
    [1, 7, 65_536].flatMap((chunk) => (['\n', '\r\n'] as const).map((lineEnd) => ({ chunk, lineEnd }))),
  )('the same rows through a session, in chunks of $chunk with $lineEnd', async (arrival) => {
    if (!cli) throw new Error('no command line');
    const session = await openCliSession(createReplayTransport(script, arrival), cli, credentials);
    const { text } = await session.run(command);
    expect(parse(screen, `${text}\nZXAN#`)).toEqual(parse(screen, `${reply}\nZXAN#`));
    await session.close();
  });

  test('a session that is cut inside the reply gives an error, not a part', async () => {
    if (!cli) throw new Error('no command line');
    const before = script.slice(0, -1).reduce((sum, step) => sum + step.emit.length, 0);
    const last = script.at(-1)?.emit.length ?? 0;
    const cuts = [1, 2, 3, 4].map((part) => before + Math.floor((last * part) / 5));
    for (const cutAfter of [...cuts, before + last - 1]) {
      const transport = createReplayTransport(script, { lineEnd: '\n', cutAfter });
      const session = await openCliSession(transport, cli, credentials);
      await expect(session.run(command)).rejects.toMatchObject({ code: 'olt.session_closed' });
      await session.close();
    }
  });
});

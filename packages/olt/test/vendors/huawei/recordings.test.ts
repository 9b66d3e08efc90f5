import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isFieldError } from '@field/core';
import { beforeEach, describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { openCliSession } from '../../../src/session/open-cli-session.ts';
import { createReplayTransport } from '../../../src/testing/index.ts';
import { cleanCapture } from '../../../src/toolkit/clean-capture.ts';
import huawei from '../../../src/vendors/huawei/index.ts';
import { platform } from '../../../src/vendors/huawei/platform.ts';
import { missingRecording, recordingsFolder } from '../../rigs/recordings.ts';
import { type RecordedScreen, recordedScreens, unread } from './recorded-screens.ts';

const missing = missingRecording('huawei');
beforeEach((context) => context.skip(missing !== null, missing ?? ''));

const folder = join(recordingsFolder, 'huawei');
const read = (file: string) => readFileSync(join(folder, file), 'utf8');
const { screens } = huawei.profiles.smartax as NonNullable<(typeof huawei.profiles)[string]>;

function parse(command: string, text: string): readonly Readonly<Record<string, unknown>>[] {
  const screen = screens.find((one) => one.command.test(command));
  if (!screen) throw new Error(`no screen reads ${command}`);
  return screen.parse(text, command) as readonly Readonly<Record<string, unknown>>[];
}

function parseOrCode(command: string, text: string): unknown {
  try {
    return parse(command, text);
  } catch (error) {
    if (!isFieldError(error)) throw error;
    return error.code;
  }
}

function samples({ file, skip = () => false }: RecordedScreen): Readonly<Record<string, string>>[] {
  const { parsed_sample } = parseYaml(read(file.replace(/raw$/, 'yml')));
  return (parsed_sample as Record<string, string>[]).filter((sample) => !skip(sample));
}

test('every recording is read by a test or listed with the reason', () => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^(?:LICENSE|PROVENANCE\.md)$|\.yml$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
  const known = new Set([...recordedScreens.map(({ file }) => file), ...Object.keys(unread)]);
  expect([...known].sort()).toEqual(files);
});

describe.each(recordedScreens)('$command ($file)', (screen) => {
  const { file, command } = screen;

  test('gives the rows the recording shows', () => {
    const rows = parse(command, read(file));
    if (screen.yml) {
      const expected = samples(screen).map(screen.yml);
      expect(rows).toHaveLength(expected.length);
      for (const [index, row] of expected.entries()) expect(rows[index]).toMatchObject(row);
    }
    if (screen.rows !== undefined) expect(rows).toHaveLength(screen.rows);
    for (const [index, row] of Object.entries(screen.holds ?? {}))
      expect(rows[Number(index)]).toMatchObject(row);
  });

  test('cut after any line: the same rows or an error, never fewer', () => {
    const lines = read(file).trimEnd().split('\n');
    const rows = parse(command, lines.join('\n'));
    const outcomes = lines.map((_, kept) => parseOrCode(command, lines.slice(0, kept).join('\n')));
    // These two print neither a count nor a number that must come last: after the rule that closes a row nothing tells that
    // another row was to follow. In a session the prompt does.
    const endsOpen = /wan-info|autofind \d/.test(command);
    for (const [kept, outcome] of outcomes.entries()) {
      if (typeof outcome === 'string') continue;
      if (endsOpen) expect(rows.slice(0, (outcome as unknown[]).length), `${kept} lines`).toEqual(outcome);
      else expect(outcome, `${kept} lines`).toEqual(rows);
    }
    expect(outcomes.filter((outcome) => outcome === 'olt.parse_failed').length).toBeGreaterThan(0);
  });

  const reply = missing ? '' : cleanCapture(read(file), command, platform);
  const at =
    screen.mode === 'interface' ? { mode: 'interface', argument: 'gpon 0/1' } : { mode: 'privilege' };
  const inside = 'OLT01(config-if-gpon-0/1)#';
  const walk =
    screen.mode === 'interface'
      ? [
          { expect: 'config', emit: 'config\n\nOLT01(config)#' },
          { expect: 'interface gpon 0/1', emit: `interface gpon 0/1\n\n${inside}` },
        ]
      : [];
  const prompt = screen.mode === 'interface' ? inside : 'OLT01#';
  const script = [
    { emit: '\n  Huawei Integrated Access Software (MA5800).\n\nOLT01>' },
    { expect: 'enable', emit: 'enable\n\nOLT01#' },
    { expect: 'undo smart', emit: 'undo smart\n\nOLT01#' },
    { expect: 'scroll', emit: 'scroll\n\nOLT01#' },
    { expect: 'infoswitch cli OFF', emit: 'infoswitch cli OFF\n\nOLT01#' },
    ...walk,
    // As a device with smart mode answers: completion prompt, then the command once more.
    { expect: command, emit: `${command}\n{ <cr>||<K> }:` },
    { expect: '', emit: `\n\n  Command:\n          ${command}\n${reply}\n\n${prompt}` },
  ];
  const credentials = { user: 'admin', password: 'topsecret', timeouts: { settleMs: 20, logoutMs: 20 } };

  test.each(
    [1, 7, 65_536].flatMap((chunk) => (['\n', '\r\n'] as const).map((lineEnd) => ({ chunk, lineEnd }))),
  )('the same rows through a session, in chunks of $chunk with $lineEnd', async (arrival) => {
    const cli = await openCliSession(createReplayTransport(script, arrival), platform, credentials);
    const { text } = await cli.run(command, { at });
    expect(parse(command, text)).toEqual(parse(command, read(file)));
    await cli.close();
  });

  test('a session that is cut inside the reply gives an error, not a part', async () => {
    const before = script.slice(0, -1).reduce((sum, step) => sum + step.emit.length, 0);
    const last = script.at(-1)?.emit.length ?? 0;
    const cuts = [1, 2, 3, 4].map((part) => before + Math.floor((last * part) / 5));
    for (const cutAfter of [...cuts, before + last - 1]) {
      const transport = createReplayTransport(script, { lineEnd: '\n', cutAfter });
      const cli = await openCliSession(transport, platform, credentials);
      await expect(cli.run(command, { at })).rejects.toMatchObject({ code: 'olt.session_closed' });
      await cli.close();
    }
  });
});

describe('incomplete screens', () => {
  test.each([
    ['other/ma5800_xgpon_optical-info_truncated.raw', 'display ont optical-info 0 62', 'Temperature warning'],
    [
      'other/ma5800_xgpon_ont_info_by-sn.raw',
      'display ont info by-sn 48575443DED8B8FC',
      'ONT online duration',
    ],
    ['other/ma5683t_ont_info_by-sn_wrapped_desc.raw', 'display ont info by-sn 5A544547BA18C47D', 'F/S/P'],
  ])('%s is refused, quoting a line', (file, command, quoted) => {
    expect(() => parse(command, read(file))).toThrow(
      expect.objectContaining({
        code: 'olt.parse_failed',
        details: expect.objectContaining({ line: expect.stringContaining(quoted) }),
      }),
    );
  });
});

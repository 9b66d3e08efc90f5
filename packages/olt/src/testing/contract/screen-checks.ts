import { isFieldError } from '@field/core';
import { parse as parseYaml } from 'yaml';
import type { CliPlatform } from '../../contract/cli.ts';
import type { CaseTerminal, ScreenCase } from '../../contract/vendor-cases.ts';
import type { OltProfile, ScreenParser } from '../../contract/vendor-driver.ts';
import { cleanCapture } from '../../toolkit/clean-capture.ts';
import { openDialogue, pathTo, toScript } from './case-dialogue.ts';
import type { CaseTexts } from './case-texts.ts';
import type { ContractCheck } from './contract-check.ts';
import { must } from './contract-errors.ts';
import { mustEqual, mustMatch } from './must-match.ts';

/** How a reply may arrive. */
const arrivals = [1, 7, 65_536].flatMap((chunk) =>
  (['\n', '\r\n'] as const).map((lineEnd) => ({ chunk, lineEnd })),
);

/** The parser that reads the replies to a command. */
export function screenFor({ screens }: OltProfile, command: string): ScreenParser | undefined {
  return screens.find((screen) => screen.command.test(command));
}

/** What must hold of one screen. */
export function screenChecks(
  profile: OltProfile,
  terminal: CaseTerminal,
  one: ScreenCase,
  texts: CaseTexts,
): readonly ContractCheck[] {
  const { command } = one;
  const platform = profile.cli as CliPlatform;
  const from = typeof one.text === 'string' ? 'written from the manual' : one.text.recording;
  const group = `${profile.name}: ${command} (${from})`;
  const skip = texts.missing(one.text, ...(one.sample ? [{ recording: one.sample.recording }] : []));
  const parse = (text: string) => {
    const screen = screenFor(profile, command);
    must(screen !== undefined, `no screen of ${profile.name} reads ${command}`);
    return screen.parse(text, command);
  };
  /** As a session gives it: without what surrounds it in a capture, and with the prompt that came after it. */
  const reply = () => cleanCapture(texts.read(one.text), command, platform);
  const closed = (text: string) => `${text}\n${terminal.prompt}`;
  const rows = () => parse(closed(reply()));
  const script = () => toScript(terminal, [...pathTo(platform, one.at), [command, reply()]], texts);
  const at = one.at ?? platform.home;
  const check = (title: string, run: () => Promise<void>): ContractCheck => ({ group, title, skip, run });

  return [
    check('gives the rows the screen shows', async () => {
      const read = rows();
      if (one.rows !== undefined) must(read.length === one.rows, `${read.length} rows, not ${one.rows}`);
      for (const [index, row] of Object.entries(one.holds ?? {}))
        mustMatch(read[Number(index)], row, `row ${index}`);
      if (one.sample) {
        const sample: unknown = parseYaml(texts.file(one.sample.recording));
        mustMatch(read, one.sample.rows(sample), 'rows');
      }
      const whole = parseOrCode(() => parse(texts.read(one.text)));
      if (typeof whole !== 'string') mustEqual(whole, read, 'the file as it stands gives other rows');
      const session = `${terminal.prompt}${command}\r\n${reply().replaceAll('\n', '\r\n')}\r\n${terminal.prompt}`;
      mustEqual(parse(session), read, 'a session pasted in gives other rows');
    }),
    check('cut after any line: the same rows or an error, never fewer', async () => {
      const read = rows();
      const lines = texts.read(one.text).trimEnd().split('\n');
      let refused = 0;
      for (const kept of lines.keys()) {
        const part = parseOrCode(() => parse(lines.slice(0, kept).join('\n')));
        if (typeof part === 'string') refused += 1;
        else mustEqual(part, one.endsOpen ? read.slice(0, part.length) : read, `${kept} lines`);
      }
      must(refused > 0, 'no part of the screen is refused');
    }),
    ...arrivals.map((arrival) =>
      check(
        `the same rows through a session, in chunks of ${arrival.chunk} with ${JSON.stringify(arrival.lineEnd)}`,
        async () => {
          const { cli } = await openDialogue(platform, script(), { ...arrival, readOnly: true });
          const { text } = await cli.run(command, { at });
          mustEqual(parse(closed(text)), rows(), 'through a session');
          await cli.close();
        },
      ),
    ),
    check('a session that is cut inside the reply gives an error, not a part', async () => {
      const turns = script();
      const before = turns.slice(0, -1).reduce((sum, { emit }) => sum + emit.length, 0);
      const last = turns.at(-1)?.emit.length ?? 0;
      for (const place of [0.2, 0.4, 0.6, 0.8, 1]) {
        const cutAfter = before + Math.min(Math.floor(last * place), last - 1);
        const { cli } = await openDialogue(platform, turns, { lineEnd: '\n', cutAfter, readOnly: true });
        const code = await codeOf(cli.run(command, { at }));
        must(code === 'olt.session_closed', `cut after ${cutAfter} characters: ${code}`);
        await cli.close();
      }
    }),
  ];
}

function parseOrCode(parse: () => readonly unknown[]): readonly unknown[] | string {
  try {
    return parse();
  } catch (error) {
    if (!isFieldError(error)) throw error;
    return error.code;
  }
}

/** The code a promise rejects with. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (isFieldError(error)) return error.code;
    throw error;
  }
  return 'no error';
}

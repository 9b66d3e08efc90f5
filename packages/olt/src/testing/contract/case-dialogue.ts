import type { CliModeRef, CliPlatform, CliSession } from '../../contract/cli.ts';
import type { CaseExchange, CaseTerminal, CaseTurn } from '../../contract/vendor-cases.ts';
import { guardTransport } from '../../driver/guarded-transport.ts';
import {
  createReplayTransport,
  type ReplayOptions,
  type ReplayTransport,
} from '../../recording/replay-transport.ts';
import { openCliSession } from '../../session/open-cli-session.ts';
import type { CaseTexts } from './case-texts.ts';

const timeouts = { settleMs: 20, logoutMs: 20 };

/** Exchanges as a session plays them. */
export function toScript(
  terminal: CaseTerminal,
  exchanges: readonly CaseExchange[],
  texts: CaseTexts,
): readonly CaseTurn[] {
  const { answer = (command, reply, after) => [{ expect: command, emit: frame(command, reply, after) }] } =
    terminal;
  let prompt = terminal.prompt;
  const turns = [...terminal.opening];
  for (const [command, text = '', question] of exchanges) {
    const reply = texts.read(text);
    prompt = terminal.promptAfter(command, prompt);
    if (question) {
      turns.push({ expect: command, emit: `${command}\n${question[0]}` });
      turns.push({ expect: question[1], emit: frame(question[1], reply, prompt) });
    } else if (reply === '') turns.push({ expect: command, emit: frame(command, '', prompt) });
    else turns.push(...answer(command, reply, prompt));
  }
  return turns;
}

const frame = (command: string, reply: string, prompt: string) =>
  `${command}\n${reply === '' ? '' : `${reply}\n`}${prompt}`;

/** What leads from where a session rests to a mode, as exchanges. */
export function pathTo(platform: CliPlatform, at: CliModeRef | undefined): readonly CaseExchange[] {
  const path: CaseExchange[] = [];
  for (let mode = at?.mode; mode !== undefined && mode !== platform.home.mode; ) {
    const { parent, enter } = platform.modes[mode] ?? { parent: null, enter: null };
    if (enter !== null) path.unshift([enter.replace('{argument}', at?.argument ?? '')]);
    mode = parent ?? undefined;
  }
  return path;
}

/** A session with a device that follows a script; one that only reads has the gate of read-only mode before it. */
export async function openDialogue(
  platform: CliPlatform,
  script: readonly CaseTurn[],
  { readOnly, ...options }: ReplayOptions & { readonly readOnly: boolean },
): Promise<{ readonly cli: CliSession; readonly transport: ReplayTransport }> {
  const login = { user: 'operator', password: 'a-password' };
  const transport = createReplayTransport(script, options);
  const gate = readOnly ? guardTransport(transport, platform, Object.values(login)) : transport;
  return { cli: await openCliSession(gate, platform, { ...login, timeouts }), transport };
}

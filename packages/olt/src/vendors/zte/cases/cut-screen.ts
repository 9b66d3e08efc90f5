import type { CaseExchange, ScreenCase } from '../../../contract/vendor-cases.ts';

/** A screen to be cut out of a recording, and what it says, read from it by eye. */
export interface CutScreen {
  /** Below `zte/` in the recordings. */
  readonly file: string;
  readonly family: 'c3xx' | 'c6xx';
  readonly command: string;
  /** The command as the recording has it, where it is a session: what stands between it and the next prompt is the reply. */
  readonly typed?: string;
  /** Of a file of several screens: the line above this one. */
  readonly below?: string;
  readonly rows: number;
  readonly holds?: Readonly<Record<number, Readonly<Record<string, unknown>>>>;
  /** Lines the recording lacks: the heading of an excerpt. */
  readonly heading?: string;
}

export const c3 = (file: string) => `cli-c3xx/${file}`;
export const c6 = (file: string) => `cli-c6xx/${file}`;
export const onu = (shelf: number, slot: number, port: number, onuId: number) => ({
  shelf,
  slot,
  port,
  onuId,
});

const promptLine = /^[\w.@-]+(?:\([^)]*\))?#/;
const sectionLine = /^(?:##|\d+\. |[A-Z][A-Z ()]{9,}$)/;

/** The whole of a recording, what follows a command as far as the next prompt, or one of several parts. */
function cut(file: string, { typed, below, heading }: CutScreen): string {
  const lines = file.replaceAll('\r\n', '\n').split('\n');
  const start = typed ?? below;
  const from = lines.findLastIndex((line) => {
    const shown = line.trimEnd();
    return below === undefined ? start !== undefined && shown.endsWith(`#${start}`) : shown === below;
  });
  const rest = lines.slice(from + 1);
  const end = rest.findIndex((line) => promptLine.test(line) || (start && sectionLine.test(line)));
  const reply = (start === undefined ? rest : rest.slice(0, end < 0 ? undefined : end)).join('\n');
  const whole = reply.replace(/\n[\w.@-]+#\s*$/, '').trimEnd();
  return heading === undefined ? whole : `${heading}\n${whole}`;
}

export function toCase(screen: CutScreen): ScreenCase {
  const { file, family, command, rows, holds } = screen;
  const text = { recording: `zte/${file}`, reply: (recording: string) => cut(recording, screen) };
  return { profile: family, command, text, rows, ...(holds && { holds }) };
}

/** A recorded screen as the answer to its command; the last one where there are several. */
export function recorded(screens: readonly CutScreen[], command: string): CaseExchange {
  const screen = screens.findLast((one) => one.command === command);
  return screen ? [command, toCase(screen).text] : [command];
}

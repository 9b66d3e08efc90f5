import type { SimulatedOlt, SimulatedOltEvent, TerminalIo } from '../../../contract/vendor-simulator.ts';
import { alarmText, saveProgressText } from './announcements.ts';
import {
  Arguments,
  formatFault,
  matchKeyword,
  type SyntaxFault,
  splitWords,
  type Word,
} from './arguments.ts';
import type { Action, Command, Session, SessionSettings } from './command.ts';
import { commands } from './commands/index.ts';
import { type Mode, promptOf, type View } from './modes.ts';
import { applyPipes, splitPipes } from './pipes.ts';

/** The device breaks rows at this column, whatever window the client tells (netmiko issue 1628). */
const columns = 80;
const pagerMark = "---- More ( Press 'Q' to break ) ----";
const pagerWipe = `\x1b[${pagerMark.length}D${' '.repeat(pagerMark.length)}\x1b[${pagerMark.length}D`;
/** Held-back alarms come between rows, one every so many. */
const rowsBetweenAlarms = 3;

/** A logged-in terminal: reads commands, runs them, prints their replies. */
export class Shell implements Session {
  readonly olt: SimulatedOlt;
  readonly user: string;
  readonly settings: SessionSettings = {
    smart: true,
    interactive: true,
    alarms: true,
    machine: false,
    pageLength: 23,
  };
  readonly #io: TerminalIo;
  readonly #views: View[] = [{ mode: 'user', argument: '' }];
  #over = false;
  /** Alarms that wait for the rows of a reply. */
  readonly #held: string[] = [];
  /** Texts that came while a command ran. */
  readonly #later: string[] = [];
  #rowsOnPage = 0;
  #rowsSinceAlarm = 0;
  #broken = false;

  constructor(olt: SimulatedOlt, io: TerminalIo, user: string) {
    this.olt = olt;
    this.user = user;
    this.#io = io;
  }

  get view(): View {
    return this.#views.at(-1) ?? { mode: 'user', argument: '' };
  }

  enter(view: View): void {
    this.#views.push(view);
  }

  leave(): void {
    this.#views.pop();
  }

  returnToPrivilege(): void {
    this.#views.length = 2;
  }

  hangUp(): void {
    this.#over = true;
  }

  /** Reads commands until the session is over. `notice` is what the device says after the first prompt. */
  async run(notice: string): Promise<void> {
    const stop = this.olt.subscribe((event) => this.#hear(event));
    try {
      if (notice) this.#io.write(`\r\n${this.#prompt()}\r\n${notice}`);
      let initial = '';
      while (!this.#over) {
        const line = await this.#io.readLine({
          prompt: `\r\n${this.#prompt()}`,
          echo: !this.settings.machine,
          wrapAt: columns,
          helpKey: '?',
          initial,
        });
        initial = '';
        if (line.ended === 'hang-up') return;
        if (line.ended === 'help') {
          await this.print(this.#help(line.text));
          initial = line.text;
        } else if (line.ended === 'enter' && line.text.trim() !== '') {
          await this.#execute(line.text);
          this.#flushLater();
        }
      }
    } finally {
      stop();
    }
  }

  async confirm(question: string, options: { readonly always?: boolean } = {}): Promise<boolean> {
    if ((!this.settings.interactive && !options.always) || this.settings.machine) return true;
    const { text, ended } = await this.#io.readLine({ prompt: `  ${question} (y/n)[n]:`, echo: true });
    return ended === 'enter' && /^y(es)?$/i.test(text.trim());
  }

  async print(lines: readonly string[]): Promise<void> {
    for (const line of lines) {
      if (this.#broken) return;
      if (this.settings.pageLength !== null && this.#rowsOnPage >= this.settings.pageLength)
        await this.#more();
      if (this.#broken) return;
      this.#io.write(`${line}\r\n`);
      this.#rowsOnPage += Math.max(1, Math.ceil(line.length / columns));
      this.#alarmBetweenRows();
    }
    await this.#io.flush();
  }

  #prompt(): string {
    return promptOf(this.olt.hostname, this.view);
  }

  async #execute(typed: string): Promise<void> {
    this.#rowsOnPage = 0;
    this.#rowsSinceAlarm = 0;
    this.#broken = false;
    let line = typed;
    for (;;) {
      const { command, pipes } = splitPipes(line);
      const { action, fault, completion } = this.#understand(command);
      const asks = this.settings.smart && !this.settings.machine;
      if (!asks || (fault && fault.kind !== 'incomplete') || (!fault && completion === null)) {
        await this.#finish(action, fault, pipes);
        return;
      }
      const offered = fault ? fault.expected.join('|') || '<K>' : completion;
      const answer = await this.#io.readLine({ prompt: `{ ${offered} }:`, echo: true, wrapAt: columns });
      if (answer.ended !== 'enter') return;
      if (answer.text.trim() === '') {
        this.#io.write(`\r\n  Command:\r\n${repeated(line)}`);
        await this.#finish(action, fault, pipes);
        return;
      }
      line = `${line} ${answer.text.trim()}`;
    }
  }

  async #finish(action: Action | null, fault: SyntaxFault | null, pipes: readonly string[]): Promise<void> {
    if (fault || !action) {
      if (fault) await this.print(formatFault(fault, this.#prompt().length));
      return;
    }
    const reply = await action();
    if (!reply) return;
    const { lines, paged } = applyPipes(reply, pipes);
    const { pageLength } = this.settings;
    if (!paged) this.settings.pageLength = null;
    await this.print(lines);
    this.settings.pageLength = pageLength;
  }

  #understand(line: string): {
    action: Action | null;
    fault: SyntaxFault | null;
    completion: string | null;
  } {
    const words = splitWords(line);
    const found = findCommand(words, this.view.mode, line.trimEnd().length);
    if ('kind' in found) return { action: null, fault: found, completion: null };
    const args = new Arguments(words, found.command.words.split(' ').length, line.trimEnd().length);
    const action = found.command.read(args, this);
    args.end();
    return { action, fault: args.fault, completion: completionOf(found.command, line) };
  }

  async #more(): Promise<void> {
    this.#io.write(pagerMark);
    const key = await this.#io.readKey();
    this.#io.write(pagerWipe);
    this.#rowsOnPage = 0;
    if (key === null || key === 'q' || key === 'Q' || key === '\x03') this.#broken = true;
    // Enter shows one more row, any other key a page.
    else if (key === '\r' || key === '\n') this.#rowsOnPage = (this.settings.pageLength ?? 1) - 1;
  }

  #hear(event: SimulatedOltEvent): void {
    if (event.kind === 'alarm') {
      if (!this.settings.alarms) return;
      const text = alarmText(event, this.olt);
      if (event.when === 'inside') this.#held.push(text);
      else if (this.#io.idle) this.#io.announce(text);
      else this.#io.write(text);
    } else if (event.kind === 'save-progress' || event.kind === 'saved') {
      const text = saveProgressText(event, this.olt);
      if (this.#io.idle) this.#io.announce(text);
      else this.#later.push(text);
    }
  }

  #alarmBetweenRows(): void {
    this.#rowsSinceAlarm += 1;
    if (this.#held.length === 0 || this.#rowsSinceAlarm < rowsBetweenAlarms) return;
    this.#rowsSinceAlarm = 0;
    this.#io.write(this.#held.shift() ?? '');
  }

  #flushLater(): void {
    for (const text of this.#later.splice(0)) this.#io.write(text);
  }

  #help(typed: string): string[] {
    const words = splitWords(typed);
    const partial = typed === '' || typed.endsWith(' ') ? '' : (words.pop()?.text ?? '');
    const next = new Set<string>();
    for (const command of available(this.view.mode)) {
      const keywords = command.words.split(' ');
      const keyword = keywords[words.length];
      if (keyword === undefined || !keyword.startsWith(partial)) continue;
      if (words.every((word, index) => keywords[index]?.startsWith(word.text))) next.add(keyword);
    }
    if (next.size === 0)
      return formatFault({ kind: 'unknown', column: 0, expected: [] }, this.#prompt().length);
    const rule = `  ${'-'.repeat(77)}`;
    return [
      rule,
      `  Command of ${this.view.mode === 'user' ? 'user' : this.view.mode} Mode:`,
      rule,
      ...[...next].sort().map((keyword) => `  ${keyword}`),
      rule,
    ];
  }
}

/** What the completion prompt offers: every `display` can be piped, other commands say for themselves. */
function completionOf({ words, completion }: Command, line: string): string | null {
  if (typeof completion === 'function') return completion(line);
  if (completion !== undefined) return completion;
  return words.startsWith('display ') ? '<cr>||<K>' : null;
}

/** The command as the device repeats it once its completion prompt is answered. */
function repeated(line: string): string {
  const indent = ' '.repeat(10);
  const room = columns - indent.length;
  let text = '';
  for (let at = 0; at < line.length; at += room) text += `${indent}${line.slice(at, at + room)}\r\n`;
  return text;
}

function available(mode: Mode): readonly Command[] {
  return commands.filter((command) => command.modes.includes(mode));
}

/** The command whose keywords the words begin with, the longest first; else the fault at the first word that leads nowhere. */
function findCommand(words: readonly Word[], mode: Mode, length: number): { command: Command } | SyntaxFault {
  let candidates = available(mode).map((command) => ({ command, keywords: command.words.split(' ') }));
  let complete: Command | null = null;
  for (let index = 0; ; index++) {
    complete = candidates.find(({ keywords }) => keywords.length === index)?.command ?? complete;
    const rest = candidates.filter(({ keywords }) => keywords.length > index);
    const word = words[index];
    const options = [...new Set(rest.flatMap(({ keywords }) => keywords[index] ?? []))];
    const matched = word && !word.quoted ? matchKeyword(word.text, options) : [];
    if (word && matched.length === 1) {
      candidates = rest.filter(({ keywords }) => keywords[index] === matched[0]);
      continue;
    }
    if (complete) return { command: complete };
    if (!word)
      return { kind: 'incomplete', column: length, expected: options.map((option) => `${option}<K>`) };
    return { kind: matched.length > 1 ? 'ambiguous' : 'unknown', column: word.column, expected: [] };
  }
}

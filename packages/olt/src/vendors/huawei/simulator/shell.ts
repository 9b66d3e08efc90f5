import type { SimulatedOlt, SimulatedOltEvent } from '../../../contract/simulated-olt.ts';
import type { TerminalIo, TypedLine } from '../../../contract/vendor-simulator.ts';
import { alarmText, saveProgressText } from './announcements.ts';
import { Arguments, formatFault, type SyntaxFault, splitWords } from './arguments.ts';
import type { Action, Command, Session, SessionSettings } from './command.ts';
import { findCommand, helpFor } from './find-command.ts';
import { promptOf, type View } from './modes.ts';
import { columns, Pages } from './pages.ts';
import { applyPipes, splitPipes } from './pipes.ts';

const minuteMs = 60_000;

interface Understood {
  readonly action: Action | null;
  readonly fault: SyntaxFault | null;
  /** What the completion prompt offers; null for a command that asks for nothing more. */
  readonly completion: string | null;
}

/** A logged-in terminal: reads commands, runs them, prints their replies. */
export class Shell implements Session {
  readonly olt: SimulatedOlt;
  readonly user: string;
  readonly settings: SessionSettings;
  readonly #io: TerminalIo;
  readonly #pages: Pages;
  readonly #views: View[] = [{ mode: 'user', argument: '' }];
  #over = false;
  /** Texts that came while a command ran without printing. */
  readonly #later: string[] = [];

  constructor(olt: SimulatedOlt, io: TerminalIo, user: string) {
    this.olt = olt;
    this.user = user;
    this.#io = io;
    this.#pages = new Pages(io);
    this.settings = {
      smart: true,
      interactive: true,
      alarms: true,
      machine: false,
      idleMinutes: 5,
      pages: this.#pages,
    };
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

  print(lines: readonly string[]): Promise<void> {
    return this.#pages.print(lines);
  }

  /** Reads commands until the session is over. `notice` is what the device says after the first prompt. */
  async run(notice: string): Promise<void> {
    const stop = this.olt.subscribe((event) => this.#hear(event));
    try {
      if (notice) this.#io.write(`\r\n${this.#prompt()}\r\n${notice}`);
      let initial = '';
      while (!this.#over) {
        const line = await this.#readCommand(initial);
        initial = '';
        this.#pages.begin();
        if (line.ended === 'hang-up') return;
        if (line.ended === 'idle') await this.#timeOut();
        else if (line.ended === 'help') initial = await this.#help(line.text);
        else if (line.ended === 'enter' && line.text.trim() !== '') await this.#execute(line.text);
        this.#io.write(this.#later.splice(0).join(''));
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

  /** Prints what may follow; what was typed stays, unless it leads nowhere. */
  async #help(typed: string): Promise<string> {
    const { lines, known } = helpFor(typed, this.view.mode, this.#prompt().length);
    await this.print(lines);
    return known ? typed : '';
  }

  #prompt(): string {
    return promptOf(this.olt.hostname, this.view);
  }

  #readCommand(initial: string): Promise<TypedLine> {
    const { idleMinutes, machine } = this.settings;
    return this.#io.readLine({
      prompt: `\r\n${this.#prompt()}`,
      echo: !machine,
      wrapAt: columns,
      helpKey: '?',
      initial,
      ...(idleMinutes !== null && { idleMs: idleMinutes * minuteMs }),
    });
  }

  async #timeOut(): Promise<void> {
    await this.print([
      '',
      '  Please check whether system data has been changed, and save data in time',
      '',
      '  Configuration console time out, please retry to log on',
      '',
    ]);
    this.hangUp();
  }

  async #execute(typed: string): Promise<void> {
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

  #understand(line: string): Understood {
    const words = splitWords(line);
    const found = findCommand(words, this.view.mode, line.trimEnd().length);
    if ('kind' in found) return { action: null, fault: found, completion: null };
    const args = new Arguments(words, found.command.words.split(' ').length, line.trimEnd().length);
    const action = found.command.read(args, this);
    args.end();
    return { action, fault: args.fault, completion: completionOf(found.command, line) };
  }

  async #finish(action: Action | null, fault: SyntaxFault | null, pipes: readonly string[]): Promise<void> {
    if (fault || !action) {
      if (fault) await this.print(formatFault(fault, this.#prompt().length));
      return;
    }
    const reply = await action();
    if (!reply) return;
    const { lines, paged } = applyPipes(reply, pipes);
    const { length } = this.#pages;
    if (!paged) this.#pages.length = null;
    await this.print(lines);
    this.#pages.length = length;
  }

  #hear(event: SimulatedOltEvent): void {
    if (event.kind === 'alarm' && this.settings.alarms) {
      const text = alarmText(event, this.olt);
      if (event.when === 'now' && this.#io.idle) this.#io.announce(text);
      else this.#pages.hold(text);
    } else if (event.kind === 'save-progress' || event.kind === 'saved') {
      const text = saveProgressText(event, this.olt);
      if (this.#io.idle) this.#io.announce(text);
      else this.#later.push(text);
    }
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

import type { SimulatedOlt, SimulatedOltEvent } from '../../../contract/simulated-olt.ts';
import type { TerminalIo } from '../../../contract/vendor-simulator.ts';
import type { Session } from './command.ts';
import type { Dialect } from './dialect.ts';
import { findCommand } from './find-command.ts';
import { splitWords } from './grammar.ts';
import { exec, type View } from './modes.ts';
import { Pages } from './pages.ts';

const idleMs = 15 * 60_000;

/** A logged-in terminal: reads commands, runs them, prints their replies. */
export class Shell implements Session {
  readonly olt: SimulatedOlt;
  readonly dialect: Dialect;
  readonly pages: Pages;
  readonly #io: TerminalIo;
  #view: View;
  #over = false;
  /** Texts that came while a command ran. */
  readonly #later: string[] = [];

  constructor(olt: SimulatedOlt, io: TerminalIo, dialect: Dialect, user: string) {
    this.olt = olt;
    this.dialect = dialect;
    this.pages = new Pages(io, dialect);
    this.#io = io;
    this.#view = olt.accounts.level(user) === 'admin' ? exec : { mode: 'user', name: '' };
  }

  get view(): View {
    return this.#view;
  }

  go(view: View): void {
    this.#view = view;
  }

  hangUp(): void {
    this.#over = true;
  }

  async confirm(question: string): Promise<boolean> {
    const { text, ended } = await this.#io.readLine({ prompt: question, echo: true });
    return ended === 'enter' && text.trim() === 'yes';
  }

  /** Reads commands until the session is over. */
  async run(): Promise<void> {
    const stop = this.olt.subscribe((event) => this.#hear(event));
    try {
      while (!this.#over) {
        const line = await this.#io.readLine({
          prompt: this.#prompt(),
          echo: true,
          ...(this.dialect.wrapAt !== null && { wrapAt: this.dialect.wrapAt }),
          idleMs,
        });
        if (line.ended === 'hang-up' || line.ended === 'idle') return;
        if (line.ended === 'enter') await this.#execute(line.text);
        this.#io.write(this.#later.splice(0).join(''));
      }
    } finally {
      stop();
    }
  }

  #prompt(): string {
    return this.dialect.promptOf(this.olt.hostname, this.#view);
  }

  async #execute(typed: string): Promise<void> {
    const [line = '', ...pipes] = typed.split('|');
    const words = splitWords(line);
    if (words.length === 0) return;
    const found = findCommand(words, this.#view.mode, this.dialect);
    if ('kind' in found) {
      await this.pages.print(this.#formatFault(found, words[found.word]?.column ?? line.length));
      return;
    }
    const reply = await found.command.run(this, found.values);
    if (reply) await this.pages.print(pipes.reduce(applyPipe, reply));
  }

  /** The caret stands below the word: on a C3xx where it is on the screen, on a C6xx where it is in the line. */
  #formatFault({ kind }: { readonly kind: keyof Dialect['faults'] }, column: number): string[] {
    const text = this.dialect.faults[kind];
    const before = this.dialect.family === 'c3xx' ? this.#prompt().length : 0;
    return text.includes("'^'") ? [`${' '.repeat(before + column)}^`, text] : [text];
  }

  #hear(event: SimulatedOltEvent): void {
    // It says nothing of itself: only what a test tells it to say.
    if (event.kind !== 'alarm' || event.text === null) return;
    const text = `${event.text}\r\n`;
    if (event.when === 'now' && this.#io.idle) this.#io.announce(text);
    else this.#later.push(text);
  }
}

/** What is left of a reply behind `| include TEXT` or `| begin TEXT`; one release takes the text alone for the first. */
function applyPipe(lines: readonly string[], pipe: string): readonly string[] {
  const [, word = 'include', text = ''] = /^\s*(?:(include|begin)\s+)?(.*?)\s*$/.exec(pipe) ?? [];
  if (word === 'include') return lines.filter((line) => line.includes(text));
  const at = lines.findIndex((line) => line.includes(text));
  return at < 0 ? [] : lines.slice(at);
}

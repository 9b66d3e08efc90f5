import type { CliPlatform } from '../../contract/cli.ts';

/** A prompt on the screen: its text, and the modes it can belong to. */
export interface Prompt {
  readonly text: string;
  readonly modes: readonly string[];
}

interface PromptPattern {
  readonly mode: string;
  readonly whole: RegExp;
  readonly start: RegExp;
}

/** Any host name, until it is learned: a banner's `####` must not pass for one. */
const anyHost = '(?<host>[A-Za-z0-9_][^\\s()<>#]*)';
/** A longer line is no prompt, and need not be searched at each chunk that makes it longer. */
const longestPrompt = 1024;
const regExpSpecial = /[\\^$.*+?()[\]{}|/-]/g;

/** The prompts of a platform, first with any host name, then with the one learned. */
export class Prompts {
  readonly #platform: Pick<CliPlatform, 'modes'>;
  #patterns: readonly PromptPattern[];
  #host: string | null = null;
  #supposed = '';

  constructor(platform: Pick<CliPlatform, 'modes'>) {
    this.#platform = platform;
    this.#patterns = this.#compile(anyHost);
  }

  /** The host name, as learned or as the first prompt suggests; empty where prompts hold none. */
  get host(): string {
    return this.#host ?? this.#supposed;
  }

  /** The prompt that fills this whole line, or null. */
  match(line: string): Prompt | null {
    if (line.length > longestPrompt) return null;
    const modes = this.#patterns.filter(({ whole }) => whole.test(line)).map(({ mode }) => mode);
    return modes.length === 0 ? null : { text: line.trimEnd(), modes };
  }

  /** Whether a prompt stands at the start of this line, whatever follows it. */
  starts(line: string): boolean {
    return this.#patterns.some(({ start }) => start.test(line));
  }

  /** What may have been typed in this line: all of it, and what follows each prompt that starts it. */
  typed(line: string): readonly string[] {
    const starts = this.#patterns.flatMap(({ start }) => start.exec(line)?.[0] ?? []);
    return [line, ...starts.map((start) => line.slice(start.length))];
  }

  /** Takes the host name from the first prompt. A banner may look like a prompt, so that this binds nothing yet. */
  suppose(line: string): void {
    this.#supposed = this.#hostIn(line) ?? '';
  }

  /** Takes the host name for good from a line in which a command was echoed behind a prompt. Only the first one counts. */
  learn(line: string): void {
    const host = this.#host === null ? this.#hostIn(line) : undefined;
    if (host === undefined) return;
    this.#host = host;
    this.#patterns = this.#compile(host.replace(regExpSpecial, '\\$&'));
  }

  #hostIn(line: string): string | undefined {
    for (const { start } of this.#patterns) {
      const host = start.exec(line)?.groups?.host;
      if (host !== undefined) return host;
    }
    return undefined;
  }

  #compile(host: string): readonly PromptPattern[] {
    return Object.entries(this.#platform.modes).map(([mode, { prompt }]) => {
      const source = prompt.replaceAll('{host}', host).replaceAll('{argument}', '.+?');
      return { mode, whole: new RegExp(`^(?:${source})\\s*$`), start: new RegExp(`^(?:${source})`) };
    });
  }
}

import type { CliNoise } from '../../contract/cli.ts';
import type { Prompts } from './prompts.ts';

/** A block that never ends is not noise: its lines are given back after this many. */
const longestBlock = 60;

/**
 * Takes text nobody asked for out of finished lines, one after the other. Noise may begin in the middle of a line: what stands
 * before it is joined with what the device prints after it.
 */
export class NoiseFilter {
  readonly #noise: readonly CliNoise[];
  readonly #prompts: Pick<Prompts, 'match' | 'starts'>;
  #head = '';
  #block: { readonly to: RegExp; readonly lines: string[] } | null = null;

  /** @param prompts a line that starts with one is never inside a block, and one alone is no start of a row */
  constructor(noise: readonly CliNoise[], prompts: Pick<Prompts, 'match' | 'starts'>) {
    this.#noise = noise;
    this.#prompts = prompts;
  }

  /** What of this finished line is no noise: usually the line itself, nothing for noise. */
  push(finished: string): readonly string[] {
    if (this.#block && this.#prompts.starts(finished)) return [...this.release(), ...this.push(finished)];
    if (this.#block) {
      this.#block.lines.push(finished);
      if (this.#block.to.test(finished)) this.#block = null;
      else if (this.#block.lines.length > longestBlock) return this.release();
      return [];
    }
    for (const noise of this.#noise) {
      const match = ('line' in noise ? noise.line : noise.from).exec(finished);
      if (!match) continue;
      const before = finished.slice(0, match.index);
      const prompt = this.#prompts.match(before) !== null;
      if (before.trim() !== '' && !prompt) this.#head += before;
      if ('from' in noise && !noise.to.test(finished.slice(match.index + match[0].length)))
        this.#block = { to: noise.to, lines: [finished.slice(match.index)] };
      return prompt ? [before] : [];
    }
    const line = this.#head + finished;
    this.#head = '';
    return [line];
  }

  /** Gives back the lines of a block that did not end: they were no noise, and nothing may be lost. */
  release(): readonly string[] {
    const lines = this.#block?.lines ?? [];
    this.#block = null;
    if (this.#head === '') return lines;
    const [first = '', ...rest] = lines;
    const joined = [this.#head + first, ...rest];
    this.#head = '';
    return joined;
  }
}

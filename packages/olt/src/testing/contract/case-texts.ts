import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { CaseExchange, CaseRecording, CaseText } from '../../contract/vendor-cases.ts';

/** Where recordings are read, and whether they are there. */
export class CaseTexts {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Why one of these texts cannot be read here; null when all can. */
  missing(...texts: readonly (CaseText | undefined)[]): string | null {
    for (const text of texts) {
      if (text === undefined || typeof text === 'string') continue;
      if (!existsSync(join(this.#folder, text.recording)))
        return `no recording ${text.recording} in ${this.#folder}`;
    }
    return null;
  }

  file(path: string): string {
    return readFileSync(join(this.#folder, path), 'utf8');
  }

  read(text: CaseText): string {
    if (typeof text === 'string') return text;
    const file = this.file(text.recording);
    return text.reply ? text.reply(file) : file;
  }

  /** All files below a folder of the recordings; null where there is no such folder. */
  list(below: string): readonly string[] | null {
    const folder = join(this.#folder, below);
    if (!existsSync(folder)) return null;
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
      .sort();
  }
}

/** The recordings of a dialogue. */
export function recordingsIn(exchanges: readonly CaseExchange[] = []): readonly CaseRecording[] {
  return exchanges.flatMap(([, reply]) => (typeof reply === 'object' ? [reply] : []));
}

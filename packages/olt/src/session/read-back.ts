import { type FieldError, isFieldError } from '@field/core';
import type { CliSession } from '../contract/cli.ts';
import { oltError } from '../contract/errors.ts';
import type { Verification } from '../contract/plan.ts';

/** What a device holds of a plan, or why it could not be read. */
export type ReadBack =
  | { readonly kind: 'all' | 'none' }
  | { readonly kind: 'part'; readonly holds: readonly string[]; readonly unseen: readonly string[] }
  | { readonly kind: 'unreadable'; readonly error: FieldError };

export interface HowToReadBack {
  verify(cli: CliSession): Promise<Verification>;
  reconnect?(): Promise<CliSession>;
}

/** How often a plan may lose its session and go on. */
const mostReconnects = 3;

/** The session a plan runs in, replaced when it ends. */
export class ReadBackSession {
  readonly #how: HowToReadBack;
  #cli: CliSession;
  #reconnects = 0;
  #error: FieldError | null = null;

  constructor(cli: CliSession, how: HowToReadBack) {
    this.#cli = cli;
    this.#how = how;
  }

  get cli(): CliSession {
    return this.#cli;
  }

  /** True when there is a usable session, a new one if need be. */
  async ensureUsable(): Promise<boolean> {
    if (this.#cli.usable) return true;
    if (!this.#how.reconnect || this.#reconnects >= mostReconnects) return false;
    this.#reconnects += 1;
    try {
      this.#cli = await this.#how.reconnect();
      return this.#cli.usable;
    } catch (error) {
      this.#error = asFieldError(error);
      return false;
    }
  }

  /** Reads back; a session that is lost meanwhile is replaced, because reading may be repeated. */
  async readBack(): Promise<ReadBack> {
    while (await this.ensureUsable()) {
      try {
        const found = await this.#how.verify(this.#cli);
        if (found.found !== 'part') return { kind: found.found };
        return { kind: 'part', holds: found.holds, unseen: found.unseen ?? [] };
      } catch (error) {
        this.#error = asFieldError(error);
        if (this.#cli.usable) break;
      }
    }
    const error = this.#error ?? oltError('olt.session_closed', { doing: 'reading back' });
    return { kind: 'unreadable', error };
  }
}

function asFieldError(error: unknown): FieldError {
  if (isFieldError(error)) return error;
  return oltError('olt.unexpected_reply', { text: String(error) }, { cause: error });
}

import { ValidationError } from '@field/core';
import type { CliModeRef, CliPlatform } from '../contract/cli.ts';
import type { Prompt } from '../toolkit/terminal/prompts.ts';

/** The next step on the way to a mode: what to send, and the mode that must follow it (null for "one step up"). */
export interface ModeMove {
  readonly send: string;
  readonly expected: CliModeRef | null;
}

/**
 * One step from where the prompt says the session is towards `target`; null when it is there. Modes form a tree, so the way
 * leads up to the common parent and down again.
 * @throws ValidationError for a mode the platform does not have, or one that needs an argument nobody gave
 */
export function nextMove(
  platform: Pick<CliPlatform, 'modes'>,
  current: CliModeRef,
  target: CliModeRef,
): ModeMove | null {
  const wanted = pathTo(platform, target);
  const depth = wanted.findIndex((mode) => sameMode(platform, current, mode));
  if (depth === wanted.length - 1) return null;
  const below = depth === -1 ? undefined : wanted[depth + 1];
  if (below) return { send: enterCommand(platform, below), expected: below };
  const leave = platform.modes[current.mode]?.leave;
  if (leave === undefined || leave === null) throw badMode(platform, target, current.mode);
  return { send: leave, expected: null };
}

/** Where a prompt says the session is, and which argument it was entered with. */
export class ModeTracker {
  readonly #entered = new Map<string, CliModeRef>();
  #current: CliModeRef;

  constructor(prompt: Prompt) {
    this.#current = { mode: prompt.modes[0] ?? '' };
  }

  get current(): CliModeRef {
    return this.#current;
  }

  /**
   * Takes over what a prompt shows. Prompts of two modes can look alike: then the expected one counts, then the one the session
   * was in when it last saw this prompt.
   */
  see(prompt: Prompt, expected: CliModeRef | null = null): void {
    if (expected && prompt.modes.includes(expected.mode)) {
      this.#current = expected;
      this.#entered.set(prompt.text, expected);
      return;
    }
    const seen = this.#entered.get(prompt.text);
    if (seen) this.#current = seen;
    else if (!prompt.modes.includes(this.#current.mode) || this.#current.argument !== undefined)
      this.#current = { mode: prompt.modes[0] ?? '' };
  }
}

function pathTo(platform: Pick<CliPlatform, 'modes'>, target: CliModeRef): readonly CliModeRef[] {
  const path: CliModeRef[] = [target];
  for (let name: string | null = target.mode; name !== null; ) {
    const parent: string | null | undefined = platform.modes[name]?.parent;
    if (parent === undefined || path.length > 20) throw badMode(platform, target, name);
    if (parent !== null) path.unshift({ mode: parent });
    name = parent;
  }
  return path;
}

/** A mode on the way counts whatever its argument; the target's argument must be the one asked for. */
function sameMode(platform: Pick<CliPlatform, 'modes'>, current: CliModeRef, wanted: CliModeRef): boolean {
  if (current.mode !== wanted.mode) return false;
  const takesArgument = platform.modes[wanted.mode]?.enter?.includes('{argument}') ?? false;
  return !takesArgument || wanted.argument === undefined || current.argument === wanted.argument;
}

function enterCommand(platform: Pick<CliPlatform, 'modes'>, ref: CliModeRef): string {
  const enter = platform.modes[ref.mode]?.enter ?? '';
  if (enter === '' || (enter.includes('{argument}') && ref.argument === undefined))
    throw badMode(platform, ref, ref.mode);
  return enter.replaceAll('{argument}', ref.argument ?? '');
}

function badMode(platform: Pick<CliPlatform, 'modes'>, ref: CliModeRef, name: string): ValidationError {
  const known = name in platform.modes;
  return new ValidationError([
    known
      ? { path: ['at', 'argument'], code: 'required', params: { mode: ref.mode } }
      : { path: ['at', 'mode'], code: 'unknown_value', params: { allowed: Object.keys(platform.modes) } },
  ]);
}

import type { OltErrorCode } from './errors.ts';

/** A place in a vendor's command line: a mode's name and, where the mode has one, its argument (`{ mode: 'interface', argument: 'gpon 0/1' }`). */
export interface CliModeRef {
  readonly mode: string;
  readonly argument?: string;
}

/**
 * One mode of a command line. Modes form a tree: the session walks up to the common parent and down again.
 */
export interface CliMode {
  /**
   * Source of a regular expression that the whole last line of the screen must match. `{host}` stands for the host name learned
   * at login, `{argument}` for anything.
   */
  readonly prompt: string;
  /** The mode one step up, or null for the mode a session starts in. */
  readonly parent: string | null;
  /** What leads here from the parent; `{argument}` is replaced. Null for the starting mode. */
  readonly enter: string | null;
  /** What leads back to the parent. Null for the starting mode. */
  readonly leave: string | null;
  /** True when commands of this mode can change the device's configuration. */
  readonly changesConfig: boolean;
}

/** A question a device may ask on its last line, without a line end, and what to answer. */
export interface CliQuestion {
  /**
   * Matched against the last line of the screen; where that has the shape of a question, also against it joined with the line above,
   * because questions wrap. It must not match before the question is complete.
   */
  readonly pattern: RegExp;
  /** Sent as it stands; a line end is added unless `raw` is set. */
  readonly reply: string;
  readonly raw?: boolean;
  /** How often one command may meet it; 1 unless told, so that a device asking in a loop cannot hold the session. */
  readonly atMost?: number;
}

/** Meaning of a refusal line: an error code, or one of the two answers that are no failure. */
export type CliOutcome = OltErrorCode | 'empty' | 'already_done';

/** A line in which a device refuses, or says that there is nothing. Matched at the start of a trimmed line of the reply. */
export interface CliRefusal {
  readonly pattern: RegExp;
  readonly outcome: CliOutcome;
}

/** A command that prepares a fresh session (paging off, alarms off). */
export interface CliPreparation {
  readonly send: string;
  readonly at: CliModeRef;
  /** Sent instead when the device refuses `send`. */
  readonly otherwise?: string;
  readonly dialogue?: readonly CliQuestion[];
}

/** The login dialogue of a terminal that asks by itself (Telnet, and SSH servers that ask again inside the session). */
export interface CliLogin {
  readonly user: RegExp;
  readonly password: RegExp;
  /** Texts that end a login, each with its code (`olt.auth_refused`, `olt.account_locked`, `olt.session_limit`). */
  readonly refusals: readonly CliRefusal[];
  /** Questions between the password and the first prompt (a notice to acknowledge). */
  readonly questions: readonly CliQuestion[];
}

/** Text nobody asked for, printed into whatever is on the screen: dropped from replies. */
export type CliNoise = { readonly line: RegExp } | { readonly from: RegExp; readonly to: RegExp };

/**
 * A vendor's command line as data; one session engine walks all of them.
 */
export interface CliPlatform {
  readonly name: string;
  /** Exactly one character: a device may take CR and LF as one Enter each, and the second one answers a question. */
  readonly lineEnd: '\r' | '\n';
  readonly login: CliLogin;
  readonly modes: Readonly<Record<string, CliMode>>;
  /** Where a session rests between reads. */
  readonly home: CliModeRef;
  readonly prepare: readonly CliPreparation[];
  readonly pagers: readonly { readonly mark: RegExp; readonly reply: string }[];
  /**
   * Prompt that completes a command ("smart" mode): answered with a line end when `accept` matches, otherwise the command lacks an
   * argument and is broken off with `abort`. `repeat` is the line after which the device prints the command once more.
   */
  readonly completion: {
    readonly mark: RegExp;
    readonly accept: RegExp;
    readonly abort: string;
    readonly repeat: RegExp;
  } | null;
  /** Questions any command may meet and that are safe to answer. */
  readonly questions: readonly CliQuestion[];
  /** What a question looks like: a last line of this shape that nothing lists is `olt.unknown_question`, and the session ends. */
  readonly questionShapes: readonly RegExp[];
  readonly noise: readonly CliNoise[];
  readonly refusals: readonly CliRefusal[];
  /** Shape of a refusal that `refusals` does not know: `olt.command_refused`. */
  readonly refusalShapes: readonly RegExp[];
  /** Log-off from any mode: command, its dialogue, and what the device says last (some say nothing). */
  readonly logout: {
    readonly from: CliModeRef;
    readonly send: string;
    readonly questions: readonly CliQuestion[];
    readonly farewell: RegExp | null;
  };
  /** Commands that change nothing (mode changes included): all that a read-only session lets out. Each must match the whole command. */
  readonly readOnlyCommands: readonly RegExp[];
  /** Writes the running configuration to flash; run once per batch. Null where the device saves by itself. */
  readonly save: {
    readonly send: string;
    readonly at: CliModeRef;
    readonly dialogue: readonly CliQuestion[];
    readonly done: RegExp;
    readonly timeoutMs: number;
  } | null;
}

/**
 * What a device answered to one command: no echo, no pager, no answered question, no prompt, no noise. Lines are joined with `\n`,
 * without blanks at their ends and without blank lines around the whole.
 */
export interface CliReply {
  /** What was sent, secrets as `***`. */
  readonly command: string;
  readonly text: string;
  /** `empty`: the device said that there is nothing, and said nothing else. `already_done`: it said that this is so already. */
  readonly outcome: 'ok' | 'empty' | 'already_done';
}

export interface CliRunOptions {
  /** Where to run it; the session walks there first and stays there. The platform's `home` unless told. */
  readonly at?: CliModeRef;
  /** Questions this command may meet, besides the platform's. */
  readonly dialogue?: readonly CliQuestion[];
  /** Values inside the command that must not reach an error or a transcript. */
  readonly secrets?: readonly string[];
  /** Longest silence of the device, default 20,000. */
  readonly silenceMs?: number;
  /** Longest time for the whole reply, default 300,000. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /**
   * Must match a line, before or after the prompt and whether noise or not, before the reply is complete: for work that goes on
   * after the prompt is back. A refusal ends the waiting.
   */
  readonly until?: RegExp;
}

/** One logged-in terminal. Commands run one after the other, never pipelined. */
export interface CliSession {
  /** The host name in the prompt. */
  readonly host: string;
  readonly mode: CliModeRef;
  /** All the device printed until its first prompt: banner and login notices. */
  readonly banner: string;
  /**
   * Runs one command and waits for its prompt.
   * @throws FieldError with the refusal's code (`olt.command_refused`, `olt.serial_exists`, ...) and the session goes on;
   * `olt.timeout`, `olt.session_closed`, `olt.unknown_question`, `olt.aborted` end the session (a session that lost its place is never reused).
   */
  run(command: string, options?: CliRunOptions): Promise<CliReply>;
  /** False once the session has ended; a new one must be opened. */
  readonly usable: boolean;
  /** Leaves by the platform's log-off dialogue, then closes the transport. Never rejects for a device that is gone already. */
  close(): Promise<void>;
}

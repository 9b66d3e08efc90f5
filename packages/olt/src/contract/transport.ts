/**
 * Why bytes are written. A guarded transport (read-only, dry run) lets `login` and `answer` bytes through when the platform
 * lists them, and a `command` only when the platform says that it changes nothing.
 */
export type WritePurpose = 'login' | 'command' | 'answer';

/**
 * Text in, text out, to one device: SSH, Telnet, a replayed recording or a simulator. A transport knows no prompt, no
 * command and no vendor. It is used by one reader and one writer, and never reconnects by itself.
 */
export interface Transport {
  readonly kind: 'ssh' | 'telnet' | 'replay';
  /**
   * Connects, authenticates where the protocol itself does (SSH) and opens the terminal.
   * @throws FieldError `olt.unreachable`, `olt.auth_refused`, `olt.session_limit`, `olt.host_key_unknown`, `olt.host_key_changed`,
   * `olt.known_hosts_failed`, `olt.algorithms_refused`, `olt.unknown_question`, `olt.timeout`, `olt.aborted`
   */
  open(signal?: AbortSignal): Promise<void>;
  /** Sends `text` as it stands: the caller decides on line ends. @throws FieldError `olt.session_closed`, `olt.read_only` */
  write(text: string, purpose: WritePurpose): Promise<void>;
  /**
   * The next chunk that arrived, never empty; waits until there is one.
   * @throws FieldError `olt.session_closed` once the device hung up and all it sent was read, `olt.aborted` when `signal` fires
   */
  read(signal?: AbortSignal): Promise<string>;
  /** Ends the connection; calling it twice is fine. Says goodbye to nobody: the session does that first. */
  close(): Promise<void>;
  /** What the device said before the terminal opened (SSH banner); empty where there is none. */
  readonly banner: string;
  /** True when the protocol itself has checked user and password, so that no login dialogue is expected. */
  readonly authenticated: boolean;
}

/** How long a session waits, in milliseconds. */
export interface SessionTimeouts {
  /** For the connection and the first prompt together; default 60,000. */
  readonly loginMs: number;
  /** Longest silence of the device during a command; default 20,000. */
  readonly silenceMs: number;
  /** Longest time for a whole reply; default 300,000. */
  readonly replyMs: number;
  /**
   * How long a line must stand unchanged before it counts as an unlisted question, or as the prompt of a device that asked for no
   * password; default 1,500.
   */
  readonly settleMs: number;
  /** For the log-off dialogue; default 5,000. */
  readonly logoutMs: number;
}

export const defaultTimeouts: SessionTimeouts = {
  loginMs: 60_000,
  silenceMs: 20_000,
  replyMs: 300_000,
  settleMs: 1_500,
  logoutMs: 5_000,
};

/** One login to the device, as its banner tells it. */
export interface LoginRecord {
  readonly access: TerminalAccess;
  readonly from: string;
  readonly at: Date;
  leftAt: Date | null;
}

/** Refused logins from one place. */
export interface FailedLogin {
  readonly access: TerminalAccess;
  readonly from: string;
  at: Date;
  times: number;
}

export type TerminalAccess = 'SSH' | 'Telnet' | 'Console';

/** Who may log in, who is logged in, and who is locked out. */
export interface SimulatedAccounts {
  /** Checks name and password; three wrong ones in a row lock the account. */
  check(
    name: string,
    password: string,
    access: TerminalAccess,
    from: string,
  ): 'accepted' | 'refused' | 'locked';
  /** Takes one of the account's concurrent logins; null when all are taken. Call the function to give it back. */
  enter(name: string, access: TerminalAccess, from: string): (() => void) | null;
  level(name: string): 'admin' | 'common';
  lastLogin(name: string): LoginRecord | null;
  failedLogins(): readonly FailedLogin[];
}

import type { SnmpFailure } from './snmp-failure.ts';
import type { Varbind } from './snmp-value.ts';

/** What an agent answered to one request. */
export type SnmpReply = { readonly varbinds: readonly Varbind[] } | { readonly failure: SnmpFailure };

/** What an agent answered to one request, by the variable asked for. */
export type LanesReply =
  | { readonly lanes: readonly (readonly Varbind[])[] }
  | { readonly failure: SnmpFailure };

/** One agent. Rejects only for what is no answer: `olt.aborted`, `olt.session_closed`, `olt.unreachable`. */
export interface SnmpAgent {
  /** `host:port`, as errors name it. */
  readonly target: string;
  get(oids: readonly string[], signal: AbortSignal | undefined): Promise<SnmpReply>;
  /** GETBULK of one variable. */
  next(oid: string, repetitions: number, signal: AbortSignal | undefined): Promise<SnmpReply>;
  /** GETBULK of several variables, or GET for 0 repetitions, sent a single time. An answer may come as late as it likes. */
  once(oids: readonly string[], repetitions: number): Promise<LanesReply>;
  /** Messages that came and could not be decoded. */
  unreadable(): number;
  close(): void;
}

import type { SnmpSession, SweepOptions, SweepRow } from '../../src/contract/snmp.ts';
import { createSnmpSession, type SnmpTarget } from '../../src/snmp/net-snmp-session.ts';
import { type AgentTable, ponIndexes, tableOf } from '../rigs/table-agent.ts';
import { type AgentAnswer, type AgentRequest, startUdpAgent, type UdpAgent } from '../rigs/udp-agent.ts';

const cleanups: (() => Promise<void>)[] = [];

/** Ends what tests have started. */
export async function endSessions(): Promise<void> {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
}

export const entry = '1.3.6.1.4.1.2011.6.128.1.1.2.46.1';

/** An agent that answers so, and a session that sweeps it. */
export interface Sweeping {
  readonly agent: UdpAgent;
  readonly session: SnmpSession;
  /** The rows in order. */
  sweep(columns: readonly string[], how?: SweepOptions): Promise<SweepRow[]>;
}

export async function sessionWith(
  answer: (request: AgentRequest) => AgentAnswer,
  options: Partial<SnmpTarget> = {},
  post?: (send: () => void) => void,
): Promise<Sweeping> {
  const agent = await startUdpAgent(answer, '127.0.0.1', post);
  const session = createSnmpSession({
    host: agent.host,
    port: agent.port,
    credentials: { version: '2c', community: 'public' },
    timeoutMs: 5_000,
    retries: 3,
    budget: 'full',
    ...options,
  });
  cleanups.push(agent.stop, session.close);
  const sweep = async (columns: readonly string[], how: SweepOptions = {}) => {
    const rows: SweepRow[] = [];
    for await (const row of session.sweep?.(columns, how) ?? []) rows.push(row);
    return rows.sort((a, b) => compare(a.suffix, b.suffix));
  };
  return { agent, session, sweep };
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((number, place) => number !== b[place]);
  return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
}

export const value = (column: number, index: readonly number[]) =>
  (column * 16 + ((index.at(-1) ?? 0) % 16)) % 128;
/** What a sweep of all columns has to bring. */
export const expected = ({ columns, indexes }: AgentTable): SweepRow[] =>
  indexes.map((suffix) => ({ suffix, values: columns.map((_, at) => value(at + 1, suffix)) }));

export const pon = (columns = 6, ports = 12, onus = 40) =>
  tableOf(entry, columns, ponIndexes(ports, onus), value);

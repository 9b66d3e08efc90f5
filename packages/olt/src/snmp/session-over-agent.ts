import { oltError } from '../contract/errors.ts';
import type { ReadBudget, SnmpSession, SnmpValue } from '../contract/snmp.ts';
import { comesAfter, isBelow, type OidNumbers, parseOid } from './oid.ts';
import { ReadAllowance } from './read-budget.ts';
import type { SnmpAgent } from './snmp-agent.ts';
import { decodeValue, isAbsent, snmpType, type Varbind } from './snmp-value.ts';
import { sweepTable } from './sweep/sweep-table.ts';

/** How to ask an agent. */
export interface SessionOptions {
  /** Rows asked for at once in a walk. */
  readonly maxRepetitions: number;
  readonly budget: ReadBudget;
  /** For one answer. */
  readonly timeoutMs: number;
  readonly retries: number;
}

/** Variables asked for in one GET; the answer to more may not fit one datagram. */
const oidsPerGet = 20;

/** Rows after which a walk is taken for endless. The largest chassis has some 30,000 ONUs. */
const longestWalk = 1_000_000;

/** Reads through an agent in requests it can answer, and believes only answers that make sense. */
export function sessionOverAgent(agent: SnmpAgent, options: SessionOptions): SnmpSession {
  const { target } = agent;
  const allowance = new ReadAllowance(options.budget);
  let repetitions = Math.max(1, Math.floor(options.maxRepetitions));
  let answered = false;

  const nonsense = (reason: string) => oltError('olt.snmp_error', { target, reason });

  function readable(varbind: Varbind): SnmpValue {
    const value = decodeValue(varbind);
    if (value === undefined) throw nonsense(`the value of ${varbind.oid} cannot be decoded`);
    return value;
  }

  async function getSome(
    oids: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<readonly Varbind[]> {
    await allowance.take(oids.length, target, signal);
    const reply = await agent.get(oids, signal);
    if ('varbinds' in reply) {
      answered = true;
      if (reply.varbinds.length !== oids.length || reply.varbinds.some(({ oid }, at) => oid !== oids[at]))
        throw nonsense('it answered other variables than were asked for');
      return reply.varbinds.filter((varbind) => !isAbsent(varbind));
    }
    const { kind, error } = reply.failure;
    if (kind === 'too_big' || kind === 'no_such_name') {
      answered = true;
      // noSuchName is SNMPv1's word for a variable that is not there; it spoils the whole request.
      if (oids.length === 1 && kind === 'no_such_name') return [];
      const half = Math.ceil(oids.length / 2);
      if (oids.length > 1)
        return [
          ...(await getSome(oids.slice(0, half), signal)),
          ...(await getSome(oids.slice(half), signal)),
        ];
    }
    throw error;
  }

  async function nextSome(oid: string, signal: AbortSignal | undefined): Promise<readonly Varbind[]> {
    for (;;) {
      await allowance.take(repetitions, target, signal);
      const reply = await agent.next(oid, repetitions, signal);
      if ('varbinds' in reply) {
        answered = true;
        // An end must be said (endOfMibView): nothing is not an end.
        if (reply.varbinds.length === 0) throw nonsense('it answered with nothing');
        return reply.varbinds;
      }
      const { kind, error } = reply.failure;
      if (kind === 'no_such_name') return [{ oid, type: snmpType.endOfMib }];
      if (repetitions === 1 || (kind !== 'timeout' && kind !== 'too_big')) throw error;
      // An agent that never answered is not asked many more times.
      repetitions = answered ? Math.max(1, Math.floor(repetitions / 3)) : 1;
    }
  }

  return {
    async get(oids, signal) {
      const wanted = [...new Set(oids.map((oid) => parseOid(oid).join('.')))];
      const values = new Map<string, SnmpValue>();
      for (let at = 0; at < wanted.length; at += oidsPerGet) {
        for (const varbind of await getSome(wanted.slice(at, at + oidsPerGet), signal))
          values.set(varbind.oid, readable(varbind));
      }
      return values;
    },

    async *walk(root, signal) {
      const below = parseOid(root);
      let last: OidNumbers = below;
      for (let rows = 0; rows < longestWalk; ) {
        for (const varbind of await nextSome(last.join('.'), signal)) {
          if (varbind.type === snmpType.endOfMib) return;
          const oid = parseOid(varbind.oid);
          // Some agents have no endOfMibView and say so about the variable that was asked for.
          if (isAbsent(varbind) && rows === 0 && !comesAfter(oid, last)) return;
          if (!comesAfter(oid, last)) throw nonsense(`${varbind.oid} comes again or out of order`);
          if (!isBelow(oid, below)) return;
          last = oid;
          rows += 1;
          if (!isAbsent(varbind)) yield [varbind.oid, readable(varbind)];
        }
      }
      throw nonsense(`its table has more than ${longestWalk} rows`);
    },

    sweep(columns, request = {}) {
      const { budget } = request;
      const ground = {
        agent,
        allowance: budget === undefined ? allowance : new ReadAllowance(budget),
        longestWaitMs: options.timeoutMs,
        patienceMs: options.timeoutMs * (options.retries + 1),
      };
      return sweepTable(ground, columns, request);
    },

    async close() {
      agent.close();
    },
  };
}

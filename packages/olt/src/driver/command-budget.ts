import type { CliSession } from '../contract/cli.ts';
import { oltError } from '../contract/errors.ts';
import type { ReadBudget } from '../contract/snmp.ts';
import { gentleVarbindsPerMinute } from '../snmp/read-budget.ts';

/**
 * Commands a minute that reads may send with the gentle budget. What is known of harm is about polling: frequent reading of ONU
 * signals loads a ZTE OLT until line cards crash (LibreNMS issue 14203; the vendor advises once an hour at most), and a Huawei OLT of
 * more than 1,000 ONUs in the same way (issue 12748); a commercial manager asks its users for 5 to 7 minutes between statuses and 15
 * to 30 between signals. Two commands a second is what an engineer's own script sends.
 */
export const gentleCommandsPerMinute = 120;

/** An OLT that nobody asked for a while grants so many at once: the PON ports of a chassis once, or a person's questions. */
const burst = 60;

/** The share of a wait that is added at random, so that the pollers of many OLTs do not fall into step. */
const jitter = 0.1;

/** How many commands reads may still send to one OLT. */
export interface CommandBudget {
  /** Resolves when the next command may be sent. @throws FieldError `olt.aborted` */
  take(signal?: AbortSignal): Promise<void>;
}

/** A number is meant in variables a minute, as for SNMP, and gives the same share of commands. */
export function createCommandBudget(budget: ReadBudget): CommandBudget {
  const share =
    budget === 'full' ? Number.POSITIVE_INFINITY : budget === 'gentle' ? 1 : budget / gentleVarbindsPerMinute;
  const perMs = (share * gentleCommandsPerMinute) / 60_000;
  const most = Math.max(1, Math.min(burst, burst * share));
  let left = most;
  let at = performance.now();
  return {
    async take(signal) {
      if (!Number.isFinite(perMs)) return;
      const now = performance.now();
      left = Math.min(most, left + (now - at) * perMs) - 1;
      at = now;
      // Who comes later finds less left, and so waits behind.
      if (left < 0) await pause((-left / perMs) * (1 + Math.random() * jitter), signal);
    },
  };
}

const shared = new Map<string, CommandBudget>();

/** The budget of one OLT, the same for all connections of this process that name it and their budget alike. */
export function sharedCommandBudget(olt: string, budget: ReadBudget): CommandBudget {
  const key = `${budget} ${olt}`;
  const known = shared.get(key) ?? createCommandBudget(budget);
  shared.set(key, known);
  return known;
}

/** A session whose commands wait for the budget. */
export function withinBudget(cli: CliSession, budget: CommandBudget): CliSession {
  return {
    get host() {
      return cli.host;
    },
    get mode() {
      return cli.mode;
    },
    get banner() {
      return cli.banner;
    },
    get usable() {
      return cli.usable;
    },
    async run(command, options = {}) {
      await budget.take(options.signal);
      return cli.run(command, options);
    },
    close: () => cli.close(),
  };
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      clearTimeout(timer);
      reject(oltError('olt.aborted', { doing: 'waiting for the reading budget', commandSent: false }));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', giveUp);
      resolve();
    }, ms);
    if (signal?.aborted) giveUp();
    else signal?.addEventListener('abort', giveUp, { once: true });
  });
}

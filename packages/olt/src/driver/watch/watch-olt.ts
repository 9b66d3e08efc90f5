import { lookup } from 'node:dns/promises';
import { type FieldError, isFieldError, type PonPortAddress } from '@field/core';
import type { TrapReader } from '../../contract/snmp-trap.ts';
import { joinSignals } from '../join-signals.ts';
import type { Olt } from '../olt.ts';
import { EventQueue } from './event-queue.ts';
import { MassLoss } from './mass-loss.ts';
import type { OltEvent, OltNews } from './olt-event.ts';
import { OnuLedger } from './onu-ledger.ts';
import { SignalLedger } from './signal-ledger.ts';
import type { WatchOptions } from './watch-options.ts';
import { type Look, WatchSchedule } from './watch-schedule.ts';

/** What is watched. */
export interface WatchGround {
  readonly olt: Olt;
  /** Where its traps come from, unless told otherwise. */
  readonly host: string;
  readonly traps: readonly TrapReader[];
}

/** Trying again would lock an account, or change nothing. */
const endingCodes: ReadonlySet<string> = new Set([
  ...['olt.auth_refused', 'olt.account_locked', 'olt.host_key_unknown', 'olt.host_key_changed'],
  ...['olt.unsupported_operation', 'olt.insufficient_privilege', 'olt.secret_missing', 'olt.bad_request'],
]);
const jitter = 0.1;

/**
 * Watches an OLT: polls it gently, and looks at once where a trap points. The loop ends when the signal fires or the loop is left.
 * @throws FieldError from the loop for what trying again cannot mend: a refused login, an operation there is not
 */
export async function* watchOlt(
  ground: WatchGround,
  options: WatchOptions = {},
): AsyncGenerator<OltEvent, void> {
  const stop = new AbortController();
  const { leave, signal } = joinSignals(stop.signal, options.signal);
  const queue = new EventQueue<OltEvent>();
  const { everyMs = 300_000, signalsEveryMs = 3_600_000, settleMs = 1_000, signalChangeDb = 2 } = options;
  const { olt } = ground;
  const schedule = new WatchSchedule({
    everyMs: {
      onus: everyMs,
      waiting: olt.supports('listUnauthorizedOnus') ? everyMs : null,
      signals: olt.supports('listOnuSignals') ? signalsEveryMs : null,
    },
    settleMs,
    jitter: () => 1 + Math.random() * jitter,
  });
  const unsubscribe = await hearTraps(ground, options, schedule);
  const work = new Watch(olt, queue, signalChangeDb).run(schedule, signal);
  work.then(
    () => queue.end(),
    (error: unknown) => queue.end(error),
  );
  try {
    yield* queue;
  } finally {
    stop.abort();
    leave();
    unsubscribe();
    queue.end();
    await work.catch(() => undefined);
  }
}

async function hearTraps(
  { host, traps }: WatchGround,
  { traps: receiver, trapsFrom }: WatchOptions,
  schedule: WatchSchedule,
): Promise<() => void> {
  if (!receiver) return () => undefined;
  const readers = new Map(traps.map((reader) => [reader.oid, reader]));
  const { address } = await lookup(trapsFrom ?? host);
  return receiver.subscribe(address, (trap) => {
    const news = readers.get(trap.oid)?.read(trap);
    if (news) schedule.hint(news);
  });
}

class Watch {
  readonly #olt: Olt;
  readonly #queue: EventQueue<OltEvent>;
  readonly #onus = new OnuLedger();
  readonly #losses = new MassLoss();
  readonly #signals: SignalLedger;
  #problem: string | null = null;

  constructor(olt: Olt, queue: EventQueue<OltEvent>, signalChangeDb: number) {
    this.#olt = olt;
    this.#queue = queue;
    this.#signals = new SignalLedger(signalChangeDb);
  }

  async run(schedule: WatchSchedule, signal: AbortSignal): Promise<void> {
    for (;;) {
      const look = await schedule.next(signal);
      if (look === null) return;
      try {
        await this.#look(look, signal);
        if (this.#problem !== null) await this.#tell('poll', [{ type: 'olt:recovered' }]);
        this.#problem = null;
      } catch (error) {
        if (signal.aborted) return;
        if (!isFieldError(error) || endingCodes.has(error.code)) throw error;
        await this.#tellProblem(error);
      }
    }
  }

  async #look(look: Look, signal: AbortSignal): Promise<void> {
    const { source } = look;
    if (look.what === 'signals') {
      await this.#tell(source, this.#signals.read(await this.#olt.listOnuSignals({}, { signal })));
      return;
    }
    const scope = look.at ? { at: look.at } : {};
    if (look.what === 'onus') {
      const news = this.#onus.read(await this.#olt.listOnus(scope, { signal }), look.at);
      const losses = this.#losses.see(news, Date.now(), (port: PonPortAddress) => this.#onus.onlineAt(port));
      await this.#tell(source, [...news, ...losses]);
      return;
    }
    const waiting = await this.#olt.listUnauthorizedOnus(scope, { signal });
    await this.#tell(source, this.#onus.readWaiting(waiting, look.at));
  }

  /** Once, however often it is met. */
  async #tellProblem({ code, message }: FieldError): Promise<void> {
    if (this.#problem === code) return;
    this.#problem = code;
    await this.#tell('poll', [{ type: 'olt:problem', code, message }]);
  }

  #tell(source: OltEvent['source'], news: readonly OltNews[]): Promise<void> {
    const at = new Date().toISOString();
    return this.#queue.put(news.map((one) => ({ at, source, ...one })));
  }
}

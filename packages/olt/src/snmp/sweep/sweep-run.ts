import type { FieldError } from '@field/core';
import { oltError } from '../../contract/errors.ts';
import type { SweepOptions, SweepRow } from '../../contract/snmp.ts';
import type { LanesReply } from '../snmp-agent.ts';
import type { SnmpFailure } from '../snmp-failure.ts';
import { type Cut, isBetter, noteNumbers, type SeenNumbers } from './find-cut.ts';
import { findGaps, GapCheck, gapsPerRequest } from './gap-check.ts';
import { RequestRoom } from './request-room.ts';
import { RequestWindow } from './request-window.ts';
import { Seat } from './seat.ts';
import type { SweepGround } from './sweep-ground.ts';
import type { GatheredRow, Question, SweepColumn, SweepJob } from './sweep-job.ts';
import { SweepRange } from './sweep-range.ts';

/** Rows that wait for the reader before no more are asked for. */
const mostRowsWaiting = 1_000;

/** How often a request is sent while the agent answers others. */
const mostTries = 8;

/** Keeps a window of requests under way, each for another job, and hands out complete rows. */
export class SweepRun {
  readonly #ground: SweepGround;
  readonly #columns: readonly SweepColumn[];
  readonly #nonsense: (reason: string) => FieldError;
  readonly #onProgress: SweepOptions['onProgress'];
  readonly #window: RequestWindow;
  readonly #waits = new AbortController();
  readonly #seats = new Set<Seat>();
  #ready: Seat[] = [];
  #underWay = 0;
  #rows: GatheredRow[] = [];
  /** Rows with cells to ask for once more. */
  #gappy: (readonly [row: GatheredRow, places: readonly number[]])[] = [];
  readonly #room: RequestRoom;
  #heardAt = 0;
  #unreadable: number;
  readonly #seen: SeenNumbers[] = [];
  #counts = { rows: 0, requests: 0, repeated: 0 };
  #failure: { readonly error: unknown } | null = null;
  #stopped = false;
  #wake: () => void = () => {};

  constructor(
    ground: SweepGround,
    columns: readonly SweepColumn[],
    jobs: readonly SweepJob[],
    nonsense: (reason: string) => FieldError,
    onProgress: SweepOptions['onProgress'],
  ) {
    this.#ground = ground;
    this.#columns = columns;
    this.#nonsense = nonsense;
    this.#onProgress = onProgress;
    this.#window = new RequestWindow(ground.allowance.window, ground.longestWaitMs);
    this.#room = new RequestRoom(ground.allowance.room);
    this.#unreadable = ground.agent.unreadable();
    for (const job of jobs) this.#seat(job);
  }

  /** The rows that have come; null after the last. */
  async next(): Promise<readonly SweepRow[] | null> {
    for (;;) {
      if (this.#failure) throw this.#failure.error;
      const rows = this.#rows;
      this.#rows = [];
      this.#pump();
      if (rows.length > 0) return rows;
      if (this.#seats.size === 0) return null;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  fail(error: unknown): void {
    this.#failure ??= { error };
    this.stop();
    this.#wake();
  }

  stop(): void {
    this.#stopped = true;
    this.#waits.abort();
    for (const seat of this.#seats) if (seat.timer) clearTimeout(seat.timer);
  }

  #seat(job: SweepJob): Seat {
    const seat = new Seat(job, this.#room.varbinds);
    this.#seats.add(seat);
    this.#ready.push(seat);
    return seat;
  }

  #pump(): void {
    while (!this.#stopped && this.#underWay < this.#window.size && this.#rows.length < mostRowsWaiting) {
      if (this.#ready.length === 0) this.#findWork();
      const seat = this.#ready.shift();
      if (!seat) return;
      seat.limit(this.#room.varbinds);
      const question = seat.job.question(seat.room);
      this.#underWay += 1;
      const { allowance, agent } = this.#ground;
      const wait = allowance.take(question.varbinds, agent.target, this.#waits.signal);
      if (wait === null) this.#send(seat, question);
      else void this.#sendLater(wait, seat, question);
    }
  }

  /** Room in the window and nobody to fill it: gaps, or half of what another has still to read. */
  #findWork(): void {
    const rest = this.#seats.size;
    if (this.#gappy.length >= gapsPerRequest || (rest === 0 && this.#gappy.length > 0)) {
      this.#checkGaps();
      return;
    }
    const least = Math.ceil(this.#room.varbinds / this.#columns.length);
    let best: { readonly range: SweepRange; readonly cut: Cut } | null = null;
    for (const { job: range } of this.#seats) {
      const cut = range instanceof SweepRange ? range.findCut(this.#seen, least) : null;
      if (cut && range instanceof SweepRange && (!best || isBetter(cut, best.cut))) best = { range, cut };
    }
    if (best) this.#seat(best.range.split(best.cut));
  }

  #checkGaps(): void {
    this.#seat(new GapCheck(this.#columns, this.#gappy, this.#nonsense));
    this.#gappy = [];
  }

  async #sendLater(wait: Promise<void>, seat: Seat, question: Question): Promise<void> {
    const { turn } = seat;
    try {
      await wait;
    } catch (error) {
      this.fail(error);
      return;
    }
    if (seat.turn === turn) {
      this.#send(seat, question);
      return;
    }
    // Answered late, while its second attempt waited for the budget.
    this.#underWay -= 1;
    this.#pump();
  }

  #send(seat: Seat, question: Question): void {
    if (this.#stopped) return;
    const { turn } = seat;
    const sentAt = performance.now();
    if (seat.tries === 0) seat.since = sentAt;
    seat.tries += 1;
    this.#counts.requests += 1;
    seat.timer = setTimeout(() => this.#silent(seat, question, sentAt), this.#window.waitMs(seat.tries));
    this.#ground.agent.once(question.oids, question.repetitions).then(
      (reply) => {
        if (this.#stopped || seat.turn !== turn) return;
        try {
          this.#answered(seat, question, sentAt, reply);
        } catch (error) {
          this.fail(error);
        }
      },
      (error: unknown) => this.fail(error),
    );
  }

  #answered(seat: Seat, question: Question, sentAt: number, reply: LanesReply): void {
    // How long to wait is decided here.
    if ('failure' in reply && reply.failure.kind === 'timeout') return;
    const now = performance.now();
    this.#heardAt = now;
    // Which of several attempts was answered, nobody knows.
    if (seat.tries === 1) this.#window.answered(sentAt, now, question.varbinds * 2 > this.#room.varbinds);
    this.#settle(seat);
    seat.turn += 1;
    seat.tries = 0;
    if ('failure' in reply) this.#refused(seat, question, reply.failure);
    else {
      const got = reply.lanes.reduce((sum, lane) => sum + lane.length, 0);
      this.#ground.allowance.giveBack(question.varbinds, got);
      this.#room.answered(question.varbinds);
      seat.askForMore();
      this.#gather(seat, question.take(reply.lanes));
    }
    this.#progress();
  }

  #refused(seat: Seat, question: Question, { kind, error }: SnmpFailure): void {
    const { varbinds } = question;
    if (kind === 'no_such_name' && varbinds === 1) {
      this.#gather(seat, question.takeNothing());
      return;
    }
    if ((kind !== 'too_big' && kind !== 'no_such_name') || varbinds === 1) throw error;
    // noSuchName is SNMPv1's word for the end of a column, and spoils the whole answer: then one variable at a time.
    seat.askForLess(varbinds, kind === 'too_big' ? Math.floor(varbinds / 2) : 1);
    if (kind === 'too_big') this.#room.tooBig(varbinds);
    this.#ready.push(seat);
  }

  #silent(seat: Seat, question: Question, sentAt: number): void {
    const now = performance.now();
    this.#settle(seat);
    this.#window.lost(sentAt, now);
    this.#counts.repeated += 1;
    const { agent, patienceMs } = this.#ground;
    if (now - Math.max(seat.since, this.#heardAt) >= patienceMs || seat.tries >= mostTries) {
      const { target } = agent;
      const isGarbage = agent.unreadable() > this.#unreadable;
      this.fail(
        isGarbage
          ? this.#nonsense('its answer cannot be decoded')
          : oltError('olt.timeout', { target, doing: 'waiting for the SNMP agent' }),
      );
      return;
    }
    if (seat.tries >= 2) this.#askForLess(seat, question);
    this.#ready.unshift(seat);
    this.#progress();
  }

  /** What an agent leaves unanswered twice may be more than it can answer. */
  #askForLess(seat: Seat, { varbinds }: Question): void {
    // Where nobody was answered meanwhile, it is asked for the least there is, and more from there on.
    const isMute = this.#heardAt < seat.since;
    seat.askForLess(varbinds, isMute ? 1 : Math.max(1, Math.floor(varbinds / 4)));
    this.#room.unanswered(varbinds);
  }

  /** Ends the seat's request, under way or waiting to be sent again. */
  #settle(seat: Seat): void {
    if (seat.timer) {
      clearTimeout(seat.timer);
      seat.timer = null;
      this.#underWay -= 1;
    } else this.#ready = this.#ready.filter((other) => other !== seat);
  }

  #gather(seat: Seat, rows: readonly GatheredRow[]): void {
    const isChecked = seat.job instanceof GapCheck;
    for (const row of rows) {
      const gaps = isChecked ? [] : findGaps(this.#columns, row);
      if (gaps.length > 0) this.#gappy.push([row, gaps]);
      else this.#rows.push(row);
    }
    for (const row of [rows[0], rows.at(-1)]) if (row) noteNumbers(this.#seen, row.suffix);
    this.#counts.rows += rows.length;
    if (!seat.job.isDone) this.#ready.push(seat);
    else this.#seats.delete(seat);
    if (this.#seats.size === 0 && this.#gappy.length > 0) this.#checkGaps();
  }

  #progress(): void {
    this.#pump();
    this.#wake();
    this.#onProgress?.({ ...this.#counts, window: this.#window.size });
  }
}

import type { Clock } from '../ports/clock.ts';
import type { LeasePort, LocksPort } from './ports.ts';

/** How a page learns that it leads, and gives it up. */
export interface Election {
  readonly name: string;
  readonly id: string;
  readonly clock: Clock;
  /** Called once, when this page leads from now on. */
  readonly onLead: () => void;
  /** The lease was lost: another page took it while this one slept. */
  readonly onLost: () => void;
}

/** Web Locks: the browser gives the lock to the next page when the one that holds it closes, crashes or freezes away. */
export function electByLock(locks: LocksPort, { name, onLead }: Election): () => void {
  const stopping = new AbortController();
  let release = () => {};
  const hold = () =>
    new Promise<void>((resolve) => {
      release = resolve;
      if (stopping.signal.aborted) resolve();
      else onLead();
    });
  locks.request(`field:${name}`, { signal: stopping.signal }, hold).catch((error: unknown) => {
    if (!stopping.signal.aborted) throw error;
  });
  return () => {
    stopping.abort();
    release();
  };
}

const leaseMs = 6_000;
const beatMs = 2_000;
/** Long enough for a page that wrote at the same time to have written. */
const settleMs = 200;

/**
 * Without Web Locks: a lease that the leader renews and another page takes when it ran out. Two pages may lead for a
 * moment when one of them was frozen; every change has an id, so the server still does it once.
 */
export function electByLease(lease: LeasePort, { clock, id, name, onLead, onLost }: Election): () => void {
  const key = `field:${name}`;
  let leads = false;
  let stopTimer = () => {};

  const holder = () => {
    const [who = '', until = '0'] = (lease.getItem(key) ?? '').split(' ');
    return Number(until) > clock.now() ? who : '';
  };
  const after = (ms: number, step: () => void) => {
    stopTimer = clock.schedule(ms, step);
  };
  const take = () => lease.setItem(key, `${id} ${clock.now() + leaseMs}`);

  function settle(): void {
    if (holder() === id) {
      leads = true;
      onLead();
    }
    after(beatMs, beat);
  }

  function beat(): void {
    const who = holder();
    if (leads && who !== id && who !== '') {
      leads = false;
      onLost();
    }
    const isFree = !leads && who === '';
    if (leads || isFree) take();
    if (isFree) after(settleMs, settle);
    else after(beatMs, beat);
  }

  beat();
  return () => {
    stopTimer();
    if (leads && holder() === id) lease.removeItem(key);
  };
}

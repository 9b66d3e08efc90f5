import type { DownCause, Onu } from '@field/core';

/** What the state of an ONU's activation says. */
export interface Phase {
  readonly runState: Onu['runState'];
  /** Why it is down, where the phase tells, with the device's word for it. */
  readonly downCause: DownCause | null;
  readonly downCauseText: string | null;
}

const causes: Readonly<Record<string, DownCause | null>> = {
  los: 'fibreLoss',
  dyinggasp: 'powerLoss',
  offline: null,
  authfail: 'activationFailed',
  authfailed: 'activationFailed',
  syncmib: null,
  logging: null,
};

/** Reads a phase as lists print it. Only `working` is online; a word that is not known says nothing. */
export function readPhase(word: string | null): Phase {
  const key = (word ?? '').trim().toLowerCase();
  if (key === 'working') return { runState: 'online', downCause: null, downCauseText: null };
  const cause = Object.hasOwn(causes, key) ? causes[key] : undefined;
  if (cause === undefined) return { runState: 'unknown', downCause: null, downCauseText: null };
  return {
    runState: 'offline',
    downCause: cause,
    downCauseText: cause === null ? null : (word ?? '').trim(),
  };
}

const words = ['logging', 'LOS', 'syncMib', 'working', 'DyingGasp', 'AuthFailed', 'OffLine'];

/** A phase as a number: counted from 0 in 3902.1012, from 1 in 3902.1082. */
export function phaseWord(number: number | null, first: 0 | 1): string | null {
  return number === null ? null : (words[number - first] ?? null);
}

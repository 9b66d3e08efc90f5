import { type Issue, parse, ValidationError } from '@field/core';
import * as z from 'zod/mini';

/** Says the bound that was missed, which zod's own checks would leave out. */
const whole = (min: number, max: number) =>
  z.int().check(
    z.refine((value) => value >= min, { params: { code: 'too_small', min } }),
    z.refine((value) => value <= max, { params: { code: 'too_big', max } }),
  );
const hourMs = 3_600_000;

/** How long and how many connections may be, and how much they may say before they are a request. */
export const ConnectionLimits = z.object({
  /** Longest time until the headers of a request are there, from the first byte or, of a connection that says nothing, its start. */
  headersTimeoutMs: whole(100, hourMs),
  /** Longest time until all of a request is there; no shorter than `headersTimeoutMs`. Large uploads on bad networks take minutes. */
  requestTimeoutMs: whole(100, 24 * hourMs),
  /** How long a connection is held for a next request. A proxy has to let go of it before. */
  keepAliveTimeoutMs: whole(1, hourMs),
  /** Most bytes of all headers of a request. */
  maxHeaderBytes: whole(1024, 1024 * 1024),
  /** Most headers of a request; one more is refused, not left out. */
  maxHeaders: whole(10, 10_000),
  maxConnections: whole(1, 1_000_000),
  /** Of one network address, where many phones of one carrier may stand behind. Behind a proxy of yours it does not count. */
  maxConnectionsPerAddress: whole(1, 1_000_000),
  /** Longest wait for running requests when the server closes. */
  closeGraceMs: whole(0, hourMs),
});
export type ConnectionLimits = z.output<typeof ConnectionLimits>;

/** What holds where nothing else is told. */
export const defaultConnectionLimits: ConnectionLimits = {
  headersTimeoutMs: 15_000,
  requestTimeoutMs: 15 * 60_000,
  keepAliveTimeoutMs: 5_000,
  maxHeaderBytes: 16 * 1024,
  maxHeaders: 100,
  maxConnections: 10_000,
  maxConnectionsPerAddress: 1_000,
  closeGraceMs: 10_000,
};

/** Those that are told; the rest stays as usual. */
export const GivenConnectionLimits = z.partial(ConnectionLimits);
export type GivenConnectionLimits = z.output<typeof GivenConnectionLimits>;

/** The limits given, the usual ones for the rest. @throws ValidationError naming every wrong one */
export function parseConnectionLimits(given: GivenConnectionLimits): ConnectionLimits {
  const limits = parse(ConnectionLimits, withUsual(given));
  const issues = findClashes(limits);
  if (issues.length > 0) throw new ValidationError(issues);
  return limits;
}

/** What does not go together in limits that are good each for itself. */
export function findClashes(given: GivenConnectionLimits): Issue[] {
  const { headersTimeoutMs: min, requestTimeoutMs } = withUsual(given);
  return requestTimeoutMs < min ? [{ path: ['requestTimeoutMs'], code: 'too_small', params: { min } }] : [];
}

function withUsual(given: GivenConnectionLimits): ConnectionLimits {
  const told = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...defaultConnectionLimits, ...Object.fromEntries(told) };
}

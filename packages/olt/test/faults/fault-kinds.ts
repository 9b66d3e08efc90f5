import type { FaultEvent } from '../../src/simulator/index.ts';
import type { Voice } from './voice.ts';

/** One way in which an exchange with an OLT goes wrong. */
export interface FaultKind {
  readonly name: string;
  /** What happens, in the words of the OLT it happens to. */
  readonly event: (voice: Voice) => FaultEvent;
  /** The OLT gives a user one session, and a session that was cut keeps its place for a while. */
  readonly oneSession?: true;
}

/** Longest silence the driver is given in these tests. */
export const silenceMs = 2_500;

/** Control characters, half a UTF-8 sequence, an escape sequence without an end, Telnet's 0xFF as text; no line of a prompt's shape. */
const garbage = '\u0000\u0007\u0012x\ufffd~\u001b[9;;\u009b7\u00ff\ty{"|';

/** All that the matrix makes go wrong. */
export const faultKinds: readonly FaultKind[] = [
  { name: 'refusal', event: ({ refusal }) => ({ kind: 'instead', text: refusal }) },
  { name: 'busy', event: ({ busy }) => ({ kind: 'instead', text: busy }) },
  { name: 'cut connection', event: () => ({ kind: 'cut' }) },
  { name: 'cut, then session limit', event: () => ({ kind: 'cut' }), oneSession: true },
  { name: 'silence', event: () => ({ kind: 'silence' }) },
  { name: 'slow reply', event: () => ({ kind: 'delay', ms: 60 }) },
  { name: 'reply after the deadline', event: () => ({ kind: 'delay', ms: silenceMs + 300 }) },
  { name: 'alarm burst', event: ({ alarms }) => ({ kind: 'text', text: alarms }) },
  { name: 'surprise pager', event: ({ pager }) => ({ kind: 'pager', ...pager }) },
  { name: 'garbage', event: () => ({ kind: 'text', text: garbage }) },
  { name: 'reply to another command', event: ({ otherReply }) => ({ kind: 'instead', text: otherReply }) },
];

/** When it goes wrong. */
export const faultMoments = [
  { name: 'before', carriedOut: false, at: 'echoed' },
  { name: 'after, inside the echo', carriedOut: true, at: 4 },
  { name: 'after, before the reply', carriedOut: true, at: 'echoed' },
  { name: 'after, inside the reply', carriedOut: true, at: 'middle' },
  { name: 'after, one byte short', carriedOut: true, at: -1 },
  { name: 'after, behind the prompt', carriedOut: true, at: 'end' },
] as const;

export type FaultMoment = (typeof faultMoments)[number];

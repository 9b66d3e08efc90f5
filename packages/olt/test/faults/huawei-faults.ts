import type { FaultEvent } from '../../src/simulator/index.ts';

/** One way in which an exchange with an OLT goes wrong, in Huawei's voice. */
export interface FaultKind {
  readonly name: string;
  readonly event: FaultEvent;
  /** The OLT gives a user one session, and a session that was cut keeps its place for a while. */
  readonly oneSession?: true;
}

/** Longest silence the driver is given in these tests. */
export const silenceMs = 2_500;

const alarm = (minute: string) =>
  [
    '',
    `  ! RUNNING MAJOR 2024-03-05 12:${minute}:11 ALARM NAME :The ONT is lost`,
    '    PARAMETERS :FrameID: 0, SlotID: 1, PortID: 3, ONT ID: 5',
    '    DESCRIPTION :The feed fiber is broken',
    '  --- END',
    '',
  ].join('\r\n');

const mark = "---- More ( Press 'Q' to break ) ----";

/** Control characters, half a UTF-8 sequence, an escape sequence without an end, Telnet's 0xFF as text; no line of a prompt's shape. */
const garbage = '\u0000\u0007\u0012x\ufffd~\u001b[9;;\u009b7\u00ff\ty{"|';

const otherReply = [
  'display board 0/8',
  '  ---------------------------------------',
  '  Board Name    : H901MPSG',
  '  Board Status  : Active_normal',
  '  ---------------------------------------',
  '',
].join('\r\n');

/** All that the matrix makes go wrong. */
export const faultKinds: readonly FaultKind[] = [
  {
    name: 'refusal',
    event: { kind: 'instead', text: '\r\n  Failure: The board does not support this operation\r\n' },
  },
  {
    name: 'busy',
    event: { kind: 'instead', text: '\r\n  Failure: System is busy, please retry after a while\r\n' },
  },
  { name: 'cut connection', event: { kind: 'cut' } },
  { name: 'cut, then session limit', event: { kind: 'cut' }, oneSession: true },
  { name: 'silence', event: { kind: 'silence' } },
  { name: 'slow reply', event: { kind: 'delay', ms: 60 } },
  { name: 'reply after the deadline', event: { kind: 'delay', ms: silenceMs + 300 } },
  { name: 'alarm burst', event: { kind: 'text', text: alarm('01') + alarm('02') + alarm('03') } },
  {
    name: 'surprise pager',
    event: {
      kind: 'pager',
      mark: `\r\n${mark}`,
      wipe: `\x1b[${mark.length}D${' '.repeat(mark.length)}\x1b[${mark.length}D`,
    },
  },
  { name: 'garbage', event: { kind: 'text', text: garbage } },
  { name: 'reply to another command', event: { kind: 'instead', text: `\r\n${otherReply}` } },
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

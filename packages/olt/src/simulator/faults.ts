/** What goes wrong in a terminal. After `text`, `pager` and `delay` the device goes on; the others are the end of the command. */
export type FaultEvent =
  /** The connection is cut. */
  | { readonly kind: 'cut' }
  /** The device says and hears nothing more, and the connection stays. */
  | { readonly kind: 'silence' }
  /** Printed in place of what is left of the reply; then comes the prompt. */
  | { readonly kind: 'instead'; readonly text: string }
  /** Printed into the reply: an alarm, garbage. */
  | { readonly kind: 'text'; readonly text: string }
  /** Waits for a key, which nobody else gets, and wipes the mark away. */
  | { readonly kind: 'pager'; readonly mark: string; readonly wipe: string }
  | { readonly kind: 'delay'; readonly ms: number };

/** Something that goes wrong with one command. */
export interface Fault {
  readonly event: FaultEvent;
  /**
   * True: the device has carried the command out when it happens. False: it has not, and never does where the event is the end of
   * the command.
   */
  readonly carriedOut: boolean;
  /**
   * Where it happens in all that the device prints, from the echo of the command to the prompt: before it, behind the echo, half way,
   * behind the prompt, or after so many characters (negative: before the end). A command that was not carried out prints its echo.
   */
  readonly at: 'start' | 'echoed' | 'middle' | 'end' | number;
}

/** Cuts a reply in two at the place of a fault. */
export function splitAt(
  { at }: Fault,
  reply: string,
  echoLength: number,
): readonly [before: string, after: string] {
  const places = { start: 0, echoed: echoLength, middle: Math.floor(reply.length / 2), end: reply.length };
  const place = typeof at === 'number' ? at : places[at];
  const index = Math.min(Math.max(place < 0 ? reply.length + place : place, 0), reply.length);
  return [reply.slice(0, index), reply.slice(index)];
}

/** Whether the device goes on with the command after this. */
export function goesOn({ kind }: FaultEvent): boolean {
  return kind === 'text' || kind === 'pager' || kind === 'delay';
}

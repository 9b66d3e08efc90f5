/** A recorded reply, the command it answers, and what it says, read from it by eye. */
export interface RecordedScreen {
  /** Below `zte/` in the recordings. */
  readonly file: string;
  readonly family: 'c3xx' | 'c6xx';
  readonly command: string;
  /** The command as the recording has it, where it is a session: what stands between it and the next prompt is the reply. */
  readonly typed?: string;
  /** Of a file of several screens: the line above this one. */
  readonly below?: string;
  readonly rows: number;
  readonly holds?: Readonly<Record<number, Readonly<Record<string, unknown>>>>;
  /** Lines the recording lacks: the heading of an excerpt. */
  readonly heading?: string;
}

export const c3 = (file: string) => `cli-c3xx/${file}`;
export const c6 = (file: string) => `cli-c6xx/${file}`;
export const onu = (shelf: number, slot: number, port: number, onuId: number) => ({
  shelf,
  slot,
  port,
  onuId,
});

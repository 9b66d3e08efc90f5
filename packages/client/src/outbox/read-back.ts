import type { OutboxEntry } from './entry.ts';

/** What a server shows of a change that was sent to it. */
export type Finding =
  /** `answer` is what it would have said, as far as it still tells. */
  | { readonly type: 'done'; readonly answerId: string | null; readonly answer: unknown }
  | { readonly type: 'notDone' }
  /** `candidates`: what may be it, by the server's ids. */
  | { readonly type: 'unclear'; readonly candidates: readonly string[] };

/** Looks for a change on a server that cannot tell a repetition: `createReadBack` of `@field/client/read-back`. */
export interface ReadBack {
  /** How long a change may still be on its way after its connection broke: nobody looks before. */
  readonly settleMs: number;
  /**
   * @param claimed ids of results that belong to other changes
   * @throws ClientError where the server cannot be read now
   */
  find(entry: OutboxEntry, claimed: ReadonlySet<string>): Promise<Finding>;
}

/** Where nobody can look, a person has to say. */
export const alwaysAsk: ReadBack = { settleMs: 0, find: async () => ({ type: 'unclear', candidates: [] }) };

import { protocolError } from './protocol-errors.ts';

/**
 * How much there may be of what a phone reads whole, to work offline: lists without pages. A client reads answers of at most 8 MB of
 * JSON, and of each list as many as its shape in core holds; the largest of these stay below both.
 */
export const most = {
  /** Causes, solutions, problem codes: of each. */
  catalogueEntries: 2000,
  /** Closing policies in force. */
  policies: 200,
  /** Characters of JSON of all closing policies in force. */
  policyText: 4_000_000,
  /** Products one technician has had. */
  stockItems: 2000,
  /** Serial numbers one technician carries. */
  serials: 5000,
  /** Uses and loans on one ticket that were not taken back. */
  uses: 1000,
  /** Photos and signatures of one ticket. A file that a closing waits for is taken whatever there is. */
  evidence: 1000,
} as const;

/**
 * Lets one more through.
 * @throws FieldError `server.list_full` where there would be more than `limit`
 */
export function requireRoom(count: number, limit: number): void {
  if (count > limit) throw protocolError('server.list_full', { most: limit });
}

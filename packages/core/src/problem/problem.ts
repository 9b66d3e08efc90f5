import * as z from 'zod/mini';
import { list, text, whole } from '../schema/primitives.ts';

/** One wrong field of a request. */
export const ProblemField = z.object({
  /** RFC 6901 JSON pointer into the request body: `/closing/cause`. */
  pointer: text(1000),
  code: text(128, 1),
  message: text(2000),
});
export type ProblemField = z.infer<typeof ProblemField>;

/** An error over HTTP: RFC 9457 problem details with our stable `code` and whether to try again. */
export const Problem = z.object({
  type: text(1000),
  title: text(500),
  status: whole(400, 599),
  detail: text(4000),
  code: text(128, 1),
  retryable: z.boolean(),
  errors: list(ProblemField, 1000),
  traceId: text(128),
});
export type Problem = z.infer<typeof Problem>;

/** A field path as an RFC 6901 JSON pointer: `['photos', 0]` gives `/photos/0`. */
export function toJsonPointer(path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}

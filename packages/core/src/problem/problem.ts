import { flag, type Infer, list, object, text, whole } from '../schema/schema.ts';

/** One wrong field of a request. */
export const ProblemField = object({
  /** RFC 6901 JSON pointer into the request body: `/closing/cause`. */
  pointer: text(1000),
  code: text(128, 1),
  message: text(2000),
});
export type ProblemField = Infer<typeof ProblemField>;

/** An error over HTTP: RFC 9457 problem details with our stable `code` and whether to try again. */
export const Problem = object({
  type: text(1000),
  title: text(500),
  status: whole(400, 599),
  detail: text(4000),
  code: text(128, 1),
  retryable: flag(),
  errors: list(ProblemField, 1000),
  traceId: text(128),
});
export type Problem = Infer<typeof Problem>;

/** A field path as an RFC 6901 JSON pointer: `['photos', 0]` gives `/photos/0`. */
export function toJsonPointer(path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}

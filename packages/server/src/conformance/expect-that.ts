import { check, Problem, type Schema } from '@field/core';
import type { Answer } from './caller.ts';
import { conformanceError } from './conformance-errors.ts';

/** @throws FieldError `server.promise_broken` unless what was promised holds */
export function expectThat(holds: boolean, reason: string): asserts holds {
  if (!holds) throw conformanceError('server.promise_broken', { reason });
}

/** @throws FieldError `server.promise_broken` where the status is another one */
export function expectStatus(answer: Answer, ...expected: readonly number[]): void {
  const { request, status, problem } = answer;
  const told = problem ? ` ${problem.code}` : '';
  expectThat(
    expected.includes(status),
    `${request} answered ${status}${told} in place of ${expected.join(' or ')}`,
  );
}

/** A refusal: one of these statuses, as a problem document. */
export function expectProblem(answer: Answer, ...expected: readonly number[]): Problem {
  expectStatus(answer, ...expected);
  const type = answer.headers.get('content-type') ?? 'no content type';
  expectThat(
    type.startsWith('application/problem+json'),
    `${answer.request} answered ${answer.status} as ${type} in place of application/problem+json`,
  );
  const checked = check(Problem, answer.json);
  expectThat(
    checked.ok,
    `the problem of ${answer.request} lacks ${checked.ok ? '' : fieldsIn(checked.issues)}`,
  );
  expectThat(checked.value.status === answer.status, `the problem of ${answer.request} names another status`);
  return checked.value;
}

/** The body, in the shape that is promised. */
export function expectShape<T>(
  answer: Answer,
  schema: Schema & { readonly _zod: { readonly output: T } },
): T {
  const checked = check(schema, answer.json);
  expectThat(
    checked.ok,
    `the answer to ${answer.request} is wrong at ${checked.ok ? '' : fieldsIn(checked.issues)}`,
  );
  return checked.value as T;
}

function fieldsIn(issues: readonly { readonly path: readonly (string | number)[] }[]): string {
  return issues
    .slice(0, 5)
    .map(({ path }) => `/${path.join('/')}`)
    .join(', ');
}

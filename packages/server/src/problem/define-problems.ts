import { defineErrors, type ErrorDefinition, type ErrorFactory } from '@field/core';

/** An error of the catalogue with the HTTP status it is answered with. */
export type ProblemDefinition = ErrorDefinition & { readonly status: number };

/** Makes the errors of one catalogue, and knows the status of each. */
export interface ProblemFactory<Code extends string> extends ErrorFactory<Code> {
  readonly statuses: Readonly<Record<Code, number>>;
}

/** Declares errors the server answers with; see core's `defineErrors`. */
export function defineProblems<const Catalogue extends Readonly<Record<string, ProblemDefinition>>>(
  catalogue: Catalogue,
): ProblemFactory<keyof Catalogue & string> {
  const statuses = Object.fromEntries(Object.entries(catalogue).map(([code, { status }]) => [code, status]));
  return Object.assign(defineErrors(catalogue), {
    statuses: statuses as Record<keyof Catalogue & string, number>,
  });
}

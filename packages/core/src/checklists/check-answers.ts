import type { Answer, Issue } from '../index.ts';

/** Any validator that speaks Standard Schema 1: zod, valibot, arktype, or a few lines of an app's own. */
export interface StandardSchema {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => StandardResult | Promise<StandardResult>;
  };
}

/** What a {@link StandardSchema} answers. */
export type StandardResult =
  | { readonly value: unknown; readonly issues?: undefined }
  | {
      readonly issues: readonly {
        readonly message: string;
        readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
      }[];
    };

/** A provider's own fields or checklist: for each item what its answer must be. Items not named take any answer. */
export type Checklist = Readonly<Record<string, StandardSchema>>;

/** The most issues one validator adds. */
const maxIssues = 20;

/**
 * What is wrong with the answers by the provider's own validators: `custom` issues at `answers.<item>`, with the validator's
 * sentence in `params.message`. An item without an answer is validated as `undefined`, so a validator decides whether it
 * may be left out. A validator that throws, or rejects, refuses its answer.
 */
export async function checkAnswers(checklist: Checklist, answers: readonly Answer[]): Promise<Issue[]> {
  const given = new Map(answers.map(({ item, value }) => [item, value]));
  const found = await Promise.all(
    Object.entries(checklist).map(async ([item, schema]): Promise<Issue[]> => {
      const path = ['answers', item];
      try {
        const { issues = [] } = await schema['~standard'].validate(given.get(item));
        return issues.slice(0, maxIssues).map((issue) => ({
          path: [...path, ...(issue.path ?? []).map(stepOf)],
          code: 'custom',
          params: { message: String(issue.message).slice(0, 500) },
        }));
      } catch {
        return [{ path, code: 'invalid', params: {} }];
      }
    }),
  );
  return found.flat();
}

function stepOf(step: PropertyKey | { readonly key: PropertyKey }): string | number {
  const key = typeof step === 'object' ? step.key : step;
  return typeof key === 'number' ? key : String(key);
}

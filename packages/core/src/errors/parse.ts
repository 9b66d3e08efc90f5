import * as z from 'zod/mini';
import type { Issue, IssueCode } from './issue.ts';
import { ValidationError } from './validation-error.ts';

/** A value that fits its schema, or what is wrong with it. */
export type CheckResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Where the value sits in what the caller knows, so that issues name the whole path: `{ root: 'closing' }`. */
export interface ParseOptions {
  readonly root?: string | number | undefined;
}

/** The most issues one check lists: enough to mend a form, bounded for a hostile input. */
const maxIssues = 100;

/** The value in the shape of `schema`, unknown keys stripped, or a list of issues. Never throws for bad input. */
export function check<S extends z.ZodMiniType>(
  schema: S,
  value: unknown,
  options: ParseOptions = {},
): CheckResult<z.output<S>> {
  const result = z.safeParse(schema, value, { reportInput: true });
  if (result.success) return { ok: true, value: result.data };
  const root = options.root === undefined ? [] : [options.root];
  return { ok: false, issues: result.error.issues.slice(0, maxIssues).map((issue) => toIssue(issue, root)) };
}

/**
 * The value in the shape of `schema`, unknown keys stripped.
 * @throws ValidationError (`core.invalid_input`) with an issue for each field that is wrong
 */
export function parse<S extends z.ZodMiniType>(
  schema: S,
  value: unknown,
  options: ParseOptions = {},
): z.output<S> {
  const result = check(schema, value, options);
  if (!result.ok) throw new ValidationError(result.issues);
  return result.value;
}

function toIssue(issue: z.core.$ZodIssue, root: readonly (string | number)[]): Issue {
  const path = [...root, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
  const [code, params = {}] = translate(issue);
  return { path, code, params };
}

function translate(issue: z.core.$ZodIssue): [IssueCode | (string & {}), Record<string, unknown>?] {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return ['required'];
      return issue.expected === 'int' ? ['not_whole'] : ['wrong_type', { expected: issue.expected }];
    case 'invalid_value':
      if (issue.input === undefined) return ['required'];
      return ['unknown_value', { allowed: issue.values }];
    case 'too_small': {
      const min = Number(issue.minimum);
      if (issue.origin === 'string') return issue.input === '' ? ['required'] : ['too_short', { min }];
      if (issue.origin === 'array') return ['too_few', { min }];
      return [issue.inclusive === false ? 'not_more_than' : 'too_small', { min }];
    }
    case 'too_big': {
      const max = Number(issue.maximum);
      if (issue.origin === 'string') return ['too_long', { max }];
      return [issue.origin === 'array' ? 'too_many' : 'too_big', { max }];
    }
    case 'invalid_format':
      return [issue.input === '' ? 'required' : (formatCodes[issue.format] ?? 'invalid')];
    case 'custom': {
      const { code = 'invalid', ...params } = issue.params ?? {};
      return [String(code), params];
    }
    default:
      return ['invalid'];
  }
}

const formatCodes: Readonly<Record<string, IssueCode>> = {
  'date-time': 'not_a_date',
  uri: 'not_a_url',
  sha256: 'not_a_sha256',
};

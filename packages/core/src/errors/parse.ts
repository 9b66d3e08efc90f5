import type * as z from 'zod/v4/core';
import type { Schema } from '../schema/schema.ts';
import type { Issue } from './issue.ts';
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
export function check<S extends Schema>(
  schema: S,
  value: unknown,
  options: ParseOptions = {},
): CheckResult<z.output<S>> {
  const result = run(schema, value);
  if (result.issues.length === 0) return { ok: true, value: result.value as z.output<S> };
  const root = options.root === undefined ? [] : [options.root];
  return { ok: false, issues: result.issues.slice(0, maxIssues).map((issue) => toIssue(issue, root)) };
}

/**
 * The value in the shape of `schema`, unknown keys stripped.
 * @throws ValidationError (`core.invalid_input`) with an issue for each field that is wrong
 */
export function parse<S extends Schema>(schema: S, value: unknown, options: ParseOptions = {}): z.output<S> {
  const result = check(schema, value, options);
  if (!result.ok) throw new ValidationError(result.issues);
  return result.value;
}

/** Runs a schema; a value whose own code throws on being read is one issue at the root. */
function run(schema: Schema, value: unknown): z.ParsePayload {
  const refused = { value, issues: [{ code: 'custom', input: value, params: { code: 'invalid' } }] };
  try {
    const result = schema._zod.run({ value, issues: [] }, { async: false });
    return result instanceof Promise ? (refused as z.ParsePayload) : result;
  } catch {
    return refused as z.ParsePayload;
  }
}

function toIssue(issue: z.$ZodRawIssue, root: readonly (string | number)[]): Issue {
  const steps = (issue.path ?? []).map((step) => (typeof step === 'number' ? step : String(step)));
  const [code, params = {}] = translate(issue);
  return { path: [...root, ...steps], code, params };
}

function translate(issue: z.$ZodRawIssue): [string, Record<string, unknown>?] {
  if (issue.code === 'custom') {
    const { code = 'invalid', ...params } = issue.params ?? {};
    return [String(code), params];
  }
  if (issue.input === undefined) return ['required'];
  if (issue.code === 'invalid_type') return ['wrong_type', { expected: issue.expected }];
  return issue.code === 'invalid_value' ? ['unknown_value', { allowed: issue.values }] : ['invalid'];
}

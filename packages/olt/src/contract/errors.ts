import { defineErrors } from '@field/core';
import { connectionErrors } from './connection-errors.ts';
import { operationErrors } from './operation-errors.ts';
import { refusalErrors } from './refusal-errors.ts';

/**
 * Every error this package throws. `empty` lists are no errors: see `CliOutcome`.
 */
export const oltError = defineErrors({
  ...connectionErrors,
  ...refusalErrors,
  ...operationErrors,
});

/** The codes of `oltError`. They never change their meaning. */
export type OltErrorCode = Parameters<typeof oltError>[0];

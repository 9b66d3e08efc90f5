import { ValidationError } from '@field/core';

type Path = readonly (string | number)[];

/** Fields that name what does not exist, or does not fit. */
export function invalid(...paths: readonly Path[]): ValidationError {
  return new ValidationError(paths.map((path) => ({ path: [...path], code: 'invalid', params: {} })));
}

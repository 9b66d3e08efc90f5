/** An instant as it is compared and sorted: ISO 8601 in UTC with milliseconds. */
export function toUtc(instant: string): string {
  return new Date(instant).toISOString();
}

/** Sorts behind every instant. */
export const endOfTime = '9999-12-31T23:59:59.999Z';

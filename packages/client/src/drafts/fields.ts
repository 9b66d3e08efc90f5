import type { ClosingDraft } from '@field/core';

/** The fields of a closing, each kept by itself; readings are fields of their own. */
export type DraftField =
  | Exclude<keyof ClosingDraft, 'readings'>
  | `readings.${keyof NonNullable<ClosingDraft['readings']>}`;

/** What a field may hold. */
export type DraftValue<Field extends DraftField> = Field extends `readings.${infer Name}`
  ? NonNullable<ClosingDraft['readings']>[Name & keyof NonNullable<ClosingDraft['readings']>]
  : ClosingDraft[Field & keyof ClosingDraft];

const prefix = 'readings.';

/** A draft taken apart. */
export function fieldsOfDraft({ readings, ...rest }: ClosingDraft): Map<string, unknown> {
  const ofReadings = Object.entries(readings ?? {}).map(([name, value]) => [prefix + name, value]);
  const fields = [...Object.entries(rest), ...ofReadings] as [string, unknown][];
  return new Map(fields.filter(([, value]) => value !== undefined));
}

/** A draft put together. */
export function draftOfFields(fields: Iterable<readonly [string, unknown]>): ClosingDraft {
  const draft: Record<string, unknown> = {};
  const readings: Record<string, unknown> = {};
  for (const [name, value] of fields) {
    if (value === undefined) continue;
    if (name.startsWith(prefix)) readings[name.slice(prefix.length)] = value;
    else draft[name] = value;
  }
  return (Object.keys(readings).length > 0 ? { ...draft, readings } : draft) as ClosingDraft;
}

export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

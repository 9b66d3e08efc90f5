import { isSame } from './fields.ts';

/** One field as this device keeps it. */
export interface KeptField {
  readonly value: unknown;
  /** What the server had when both were last the same; `undefined` where it had nothing. */
  readonly base: unknown;
}

/** A field that was changed here and elsewhere since. */
export interface DraftConflict {
  readonly field: string;
  readonly mine: unknown;
  readonly theirs: unknown;
}

/** Whether a field holds something the server does not have. */
export function isDirty({ base, value }: KeptField): boolean {
  return !isSame(base, value);
}

/**
 * The fields after the server's were read. What only one side changed is taken from that side; what both changed stays as
 * it is here and is told.
 * @param theirs `null` where the server has no draft: then everything here is new to it
 */
export function mergeDraft(
  mine: ReadonlyMap<string, KeptField>,
  theirs: ReadonlyMap<string, unknown> | null,
): { readonly fields: ReadonlyMap<string, KeptField>; readonly conflicts: readonly DraftConflict[] } {
  if (!theirs) {
    return {
      fields: new Map([...mine].map(([name, { value }]) => [name, { value, base: undefined }])),
      conflicts: [],
    };
  }
  const fields = new Map<string, KeptField>();
  const conflicts: DraftConflict[] = [];
  for (const field of new Set([...mine.keys(), ...theirs.keys()])) {
    const kept = mine.get(field) ?? { value: undefined, base: undefined };
    const remote = theirs.get(field);
    if (isDirty(kept) && !isSame(remote, kept.base) && !isSame(remote, kept.value)) {
      conflicts.push({ field, mine: kept.value, theirs: remote });
    }
    fields.set(field, { value: isDirty(kept) ? kept.value : remote, base: remote });
  }
  return { fields, conflicts };
}

/** Reads JSON this storage wrote itself. */
export function fromJson<T>(text: string): T {
  return JSON.parse(text) as T;
}

/** {@link fromJson} for a column that may be empty. */
export function fromJsonOrNull<T>(text: string | null): T | null {
  return text === null ? null : fromJson<T>(text);
}

/** The JSON of a value; `null` stays an empty column. */
export function toJson(value: object): string;
export function toJson(value: object | null): string | null;
export function toJson(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

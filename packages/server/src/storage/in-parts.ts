/** How many rows one statement writes or names: far below what either engine binds, which is 32,766 values on SQLite. */
const partSize = 500;

/** A long list in parts that a statement can take. */
export function inParts<T>(list: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / partSize) }, (_, part) =>
    list.slice(part * partSize, (part + 1) * partSize),
  );
}

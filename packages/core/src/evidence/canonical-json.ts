import { ValidationError } from '../index.ts';

/** How deep a value may nest. */
const maxDepth = 64;

type Path = readonly (string | number)[];

/**
 * A JSON value in the one spelling RFC 8785 allows: keys sorted by UTF-16 code units, numbers as ECMAScript writes them, no
 * spaces. Equal values give equal text on every runtime. Fields that are `undefined` are left out.
 * @throws ValidationError (`not_json`) for what JSON cannot say: NaN, infinity, big integers, dates, functions, half of a
 *   surrogate pair, a circle, more than 64 levels
 */
export function canonicalJson(value: unknown): string {
  return write(value, [], 0);
}

function write(value: unknown, path: Path, depth: number): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (typeof value === 'string' && !loneSurrogate.test(value)) return JSON.stringify(value);
  if (typeof value !== 'object' || depth >= maxDepth) return refuse(path);
  if (Array.isArray(value)) {
    return `[${Array.from(value, (item, index) => write(item, [...path, index], depth + 1)).join(',')}]`;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return refuse(path);
  const fields = value as Readonly<Record<string, unknown>>;
  const members = Object.keys(fields)
    .filter((key) => fields[key] !== undefined)
    .sort()
    .map((key) => `${write(key, [...path, key], depth)}:${write(fields[key], [...path, key], depth + 1)}`);
  return `{${members.join(',')}}`;
}

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?:[^\ud800-\udbff]|^)[\udc00-\udfff]/;

function refuse(path: Path): never {
  throw new ValidationError([{ path, code: 'not_json', params: {} }]);
}

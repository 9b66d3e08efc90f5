import { ValidationError } from '@field/core';

/** An object identifier as its numbers. Each fits 32 bits without a sign (RFC 2578, section 7.1.3). */
export type OidNumbers = readonly number[];

const shape = /^\d{1,10}(?:\.\d{1,10}){1,127}$/;

/**
 * The numbers of `1.3.6.1.2.1.1`; a leading dot is taken too.
 * @throws ValidationError when it is none
 */
export function parseOid(text: string): OidNumbers {
  const bare = text.startsWith('.') ? text.slice(1) : text;
  const numbers = shape.test(bare) ? bare.split('.').map(Number) : [];
  if (numbers.length === 0 || numbers.some((number) => number > 0xffff_ffff))
    throw new ValidationError([{ path: ['oid'], code: 'invalid', params: { oid: text.slice(0, 200) } }]);
  return numbers;
}

/** Whether `oid` stands below `root` in the tree. */
export function isBelow(oid: OidNumbers, root: OidNumbers): boolean {
  return oid.length > root.length && root.every((number, at) => oid[at] === number);
}

/** Whether `oid` comes after `other` in the order in which agents walk. */
export function comesAfter(oid: OidNumbers, other: OidNumbers): boolean {
  const at = other.findIndex((number, index) => oid[index] !== number);
  if (at < 0) return oid.length > other.length;
  return (oid[at] ?? -1) > (other[at] ?? 0);
}

/** Letters of other scripts that look like a Latin one, and digits that do. */
const confusable: Readonly<Record<string, string>> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'l',
  ј: 'j',
  ѕ: 's',
  ԁ: 'd',
  ԛ: 'q',
  ԝ: 'w',
  һ: 'h',
  к: 'k',
  м: 'm',
  т: 't',
  в: 'b',
  н: 'h',
  α: 'a',
  ο: 'o',
  ρ: 'p',
  ν: 'v',
  ι: 'l',
  κ: 'k',
  τ: 't',
  υ: 'u',
  χ: 'x',
  0: 'o',
  1: 'l',
  3: 'e',
  5: 's',
  i: 'l',
  ı: 'l',
  '|': 'l',
};

/** Greek, Cyrillic, Armenian, Cherokee: letters that pass for Latin ones. */
const otherScript = /[\u0370-\u03ff\u0400-\u052f\u0531-\u058f\u13a0-\u13ff]/;

/** A domain as the eye reads it. */
function skeletonOf(domain: string): string {
  const plain = domain
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/-/g, '');
  const letters = Array.from(plain, (letter) => confusable[letter] ?? letter).join('');
  return letters.replace(/rn/g, 'm').replace(/vv/g, 'w').replace(/cl/g, 'd');
}

function inLatin(domain: string): string {
  return Array.from(domain, (letter) =>
    otherScript.test(letter) ? (confusable[letter] ?? letter) : letter,
  ).join('');
}

/**
 * The domain that another could be taken for: one of `known` that reads the same, is one letter off, or begins or ends where
 * the other goes on (`provedor.com` for `provedor.com.br`); or, of letters from two scripts, the way it reads.
 * `undefined` where it is one of them, or like none.
 */
export function findLookalike(domain: string, known: readonly string[]): string | undefined {
  if (known.includes(domain)) return undefined;
  const mixed = domain.split('.').some((label) => /[a-z]/.test(label) && otherScript.test(label));
  const like = known.find(
    (one) =>
      skeletonOf(one) === skeletonOf(domain) ||
      one.startsWith(`${domain}.`) ||
      domain.startsWith(`${one}.`) ||
      isOneOff(one, domain),
  );
  return like ?? (mixed ? inLatin(domain) : undefined);
}

/** Whether one letter was left out, added, replaced, or swapped with its neighbour. */
function isOneOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const rest = (text: string, skip: number) => text.slice(start + skip);
  return (
    rest(a, 1) === rest(b, 1) ||
    rest(a, 1) === rest(b, 0) ||
    rest(a, 0) === rest(b, 1) ||
    (a[start] === b[start + 1] && a[start + 1] === b[start] && rest(a, 2) === rest(b, 2))
  );
}

import { createHmac } from 'node:crypto';

/** Other values of the same shape, the same for the same value as long as the key is the same. Different values stay different. */
export interface Pseudonyms {
  /** Letters for letters of the same case, digits for digits, everything else as it is. What begins alike still begins alike. */
  name(text: string): string;
  /** Hexadecimal digits of a serial number behind the maker's four letters, or of a MAC behind the maker's half. */
  hex(digits: string, kind: 'serial' | 'mac'): string;
  /** An IPv4 address: the same number of digits in each part, networks stay networks, private ones private. */
  ipv4(text: string): string;
  /** An IPv6 address, digit by digit. */
  ipv6(text: string): string;
}

const classes = ['0123456789', 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'] as const;
const hexClasses = ['0123456789', 'abcdef'] as const;

/**
 * Each character is replaced by a permutation of its class that depends on the key and on what stands before it in its word. So the same
 * value always gets the same pseudonym, a text that a screen cut off gets the beginning of the whole one's, and no two values get one.
 * @param key who has it can undo the replacement; a random one for each recording, unless several have to agree
 */
export function createPseudonyms(key: string): Pseudonyms {
  const permutations = new Map<string, string>();

  function permuted(alphabet: string, before: string): string {
    const name = `${alphabet.length}${alphabet[0]} ${before}`;
    const known = permutations.get(name);
    if (known !== undefined) return known;
    const made = shuffle(alphabet, key, name);
    if (permutations.size > mostKept) permutations.clear();
    permutations.set(name, made);
    return made;
  }

  function replace(character: string, alphabet: string, before: string): string {
    return permuted(alphabet, before).charAt(alphabet.indexOf(character));
  }

  /** Digits stay digits, so that it does not matter whether a device spells letters small or large. */
  function hexDigit(digit: string, before: string): string {
    return replace(digit, digit <= '9' ? hexClasses[0] : hexClasses[1], before);
  }

  function word(text: string): string {
    let made = '';
    for (let at = 0; at < text.length; at += 1) {
      const character = text.charAt(at);
      const alphabet = classes.find((one) => one.includes(character));
      const plain = alphabet ? character : classes[1].charAt(text.charCodeAt(at) % 26);
      made += replace(plain, alphabet ?? classes[1], text.slice(0, at));
    }
    return made;
  }

  return {
    name: (text) => text.replace(/[\p{L}\p{N}]+/gu, word),
    hex(digits, kind) {
      const keep = kind === 'mac' ? 6 : 0;
      const lower = digits.toLowerCase();
      let made = lower.slice(0, keep);
      for (let at = keep; at < lower.length; at += 1)
        made += hexDigit(lower.charAt(at), `${kind} ${lower.slice(0, at)}`);
      return digits === lower ? made : made.toUpperCase();
    },
    ipv4(text) {
      const parts = text.split('.').map(Number);
      const keep = publicPartsFrom(parts);
      const made = parts.map((part, at) => (at < keep ? part : octet(part, parts.slice(0, at).join('.'))));
      return made.join('.');
    },
    ipv6: (text) =>
      text.replace(/[0-9a-f]/gi, (digit, at: number) => {
        const made = hexDigit(digit.toLowerCase(), `ip ${text.slice(0, at).toLowerCase()}`);
        return digit === digit.toLowerCase() ? made : made.toUpperCase();
      }),
  };

  function octet(part: number, before: string): number {
    const [from, to] = part < 10 ? [0, 10] : part < 100 ? [10, 100] : [100, 256];
    const alphabet = Array.from({ length: to - from }, (_, index) => String.fromCharCode(0x100 + index)).join(
      '',
    );
    return (
      from + replace(String.fromCharCode(0x100 + part - from), alphabet, `ip ${before}`).charCodeAt(0) - 0x100
    );
  }
}

/** So that the names of a large OLT do not fill the memory twice. */
const mostKept = 100_000;

/** How many parts of an address say only what kind of network it is: all of a mask or of no address. */
function publicPartsFrom([first = 0, second = 0, ...rest]: readonly number[]): number {
  if (first === 255 || (first === 0 && second === 0 && rest.every((part) => part === 0))) return 4;
  if (first === 127) return 4;
  if (first === 10) return 1;
  return (first === 172 && second >= 16 && second < 32) || (first === 192 && second === 168) ? 2 : 0;
}

/** Fisher and Yates, with a keyed hash for the dice. */
function shuffle(alphabet: string, key: string, name: string): string {
  const letters = [...alphabet];
  let dice = Buffer.alloc(0);
  let used = 0;
  for (let at = letters.length - 1; at > 0; at -= 1) {
    if (used + 4 > dice.length) {
      dice = createHmac('sha256', key).update(`${name} ${at}`).digest();
      used = 0;
    }
    const other = dice.readUInt32BE(used) % (at + 1);
    used += 4;
    [letters[at], letters[other]] = [letters[other] ?? '', letters[at] ?? ''];
  }
  return letters.join('');
}

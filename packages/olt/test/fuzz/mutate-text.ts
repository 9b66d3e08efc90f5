import type { Choices } from './choices.ts';

type Mutation = (text: string, random: Choices, others: readonly string[]) => string;

const onLines =
  (change: (lines: string[], random: Choices) => string[]): Mutation =>
  (text, random) =>
    change(text.split('\n'), random).join('\n');

const range = (length: number, random: Choices) => {
  const from = random.below(length);
  return [from, Math.min(length, from + 1 + random.below(5))] as const;
};

const flips = ['\u0000', '\u001b', '\b', '\r', '\t', '-', ':', '/', '0', '9', 'é', '\ufffd', '"', '(', ' '];

/** What happens to a reply on its way, or in a firmware nobody has seen. */
const mutations: readonly Mutation[] = [
  // A bit of one byte.
  (text, random) => {
    const at = random.below(text.length + 1);
    const flipped = String.fromCharCode(text.charCodeAt(at) ^ (1 << random.below(8)));
    return text.slice(0, at) + (at < text.length ? flipped : '') + text.slice(at + 1);
  },
  (text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + random.pick(flips) + text.slice(at + random.below(2));
  },
  // A part of it, from either end.
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => text.slice(random.below(text.length + 1)),
  (text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + text.slice(at + random.below(40));
  },
  onLines((lines, random) => {
    const [from, to] = range(lines.length, random);
    return [...lines.slice(0, from), ...lines.slice(to)];
  }),
  onLines((lines, random) => {
    const [from, to] = range(lines.length, random);
    return [...lines.slice(0, to), ...lines.slice(from, to), ...lines.slice(to)];
  }),
  onLines((lines, random) => {
    const [from, to] = range(lines.length, random);
    return [...lines.slice(0, from), ...lines.slice(from, to).reverse(), ...lines.slice(to)];
  }),
  onLines((lines, random) => {
    const moved = lines.splice(random.below(lines.length), 1);
    lines.splice(random.below(lines.length + 1), 0, ...moved);
    return lines;
  }),
  // Digits that are others.
  (text, random) => text.replace(/\d/g, (digit) => (random.below(20) === 0 ? `${random.below(10)}` : digit)),
  // Blanks that are more, or fewer: columns move.
  (text, random) => text.replace(/ +/g, (blanks) => (random.below(30) === 0 ? `${blanks}  ` : blanks)),
  (text, random) => text.replace(/ {2,}/g, (blanks) => (random.below(20) === 0 ? ' ' : blanks)),
  // Lines of another screen in it, or all of another screen.
  (text, random, others) => {
    const other = random.pick(others).split('\n');
    const [from, to] = range(other.length, random);
    const lines = text.split('\n');
    lines.splice(random.below(lines.length + 1), 0, ...other.slice(from, to));
    return lines.join('\n');
  },
  (_text, random, others) => random.pick(others),
  (text, random, others) => text + random.pick(others),
];

/** One to three things that happen to a text. */
export function mutateText(text: string, random: Choices, others: readonly string[]): string {
  let mutated = text;
  for (let times = 1 + random.below(3); times > 0; times -= 1)
    mutated = random.pick(mutations)(mutated, random, others);
  // No reply is endless; what is doubled again and again would be.
  return mutated.slice(0, 40_000);
}

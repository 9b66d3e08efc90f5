import type { FaultKind } from './dialect.ts';

/** One word of a typed line; quotes are taken off. */
export interface Word {
  readonly text: string;
  /** Where it begins in the line. */
  readonly column: number;
}

/** Why a line was not understood, and where. */
export interface SyntaxFault {
  readonly kind: FaultKind;
  /** The word it is about; the number of words for one that is missing. */
  readonly word: number;
}

/** The values of a line that was understood, by name. */
export type Values = Readonly<Record<string, string>>;

/** What a value may look like, by the name of its shape. */
export type Shapes = Readonly<Record<string, (text: string) => boolean>>;

type Node =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'value'; readonly name: string; readonly shape: string }
  | { readonly kind: 'maybe'; readonly nodes: readonly Node[] };

export function splitWords(line: string): Word[] {
  return [...line.matchAll(/"([^"]*)"|\S+/g)].map((match) => ({
    text: match[1] ?? match[0],
    column: match.index,
  }));
}

/**
 * Reads the syntax of a command: words, `<name:shape>` for a value (`<shape>` where both are the same, `<name:a|b>` for one of some
 * words), and `[...]` for what may be left out.
 */
export function readSyntax(syntax: string): readonly Node[] {
  const tokens = syntax.match(/<[^>]+>|\[|\]|[^\s[\]]+/g) ?? [];
  const read = (): Node[] => {
    const nodes: Node[] = [];
    for (let token = tokens.shift(); token !== undefined && token !== ']'; token = tokens.shift()) {
      if (token === '[') nodes.push({ kind: 'maybe', nodes: read() });
      else if (token.startsWith('<')) {
        const [name = '', shape = name] = token.slice(1, -1).split(':');
        nodes.push({ kind: 'value', name, shape });
      } else nodes.push({ kind: 'word', text: token });
    }
    return nodes;
  };
  return read();
}

/** What a line means as this command: its values, or where it stops being one. */
export function matchSyntax(
  nodes: readonly Node[],
  words: readonly Word[],
  { shapes, shortens }: { readonly shapes: Shapes; readonly shortens: boolean },
): { readonly values: Values; readonly shortened: boolean } | SyntaxFault {
  const values: Record<string, string> = {};
  let shortened = false;
  const fits = (shape: string, text: string) =>
    shape.includes('|') ? shape.split('|').includes(text) : shapes[shape]?.(text) === true;
  const begins = (node: Node | undefined, text: string): boolean => {
    if (node?.kind === 'word') return node.text.startsWith(text);
    return node?.kind === 'value' && fits(node.shape, text);
  };
  /** The number of the word behind the nodes. */
  const walk = (some: readonly Node[], from: number): number | SyntaxFault => {
    let at = from;
    for (const node of some) {
      const word = words[at];
      if (node.kind === 'maybe') {
        if (!word || !begins(node.nodes[0], word.text)) continue;
        const behind = walk(node.nodes, at);
        if (typeof behind !== 'number') return behind;
        at = behind;
        continue;
      }
      if (!word) return { kind: 'incomplete', word: at };
      if (node.kind === 'value') {
        if (!fits(node.shape, word.text)) return { kind: 'parameter', word: at };
        values[node.name] = word.text;
      } else if (node.text !== word.text.toLowerCase()) {
        if (!node.text.startsWith(word.text.toLowerCase()))
          return { kind: at === 0 ? 'unknown' : 'keyword', word: at };
        if (!shortens) return { kind: 'shortened', word: at };
        shortened = true;
      }
      at += 1;
    }
    return at;
  };
  const behind = walk(nodes, 0);
  if (typeof behind !== 'number') return behind;
  return behind < words.length ? { kind: 'keyword', word: behind } : { values, shortened };
}

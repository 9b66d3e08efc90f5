import { type ErrorCatalogue, locales } from '../index.ts';

/**
 * What an error catalogue lacks, one sentence each: an empty text, or a placeholder one language has and another
 * has not. Empty for a complete one; every package's tests hold their catalogue to that.
 */
export function findCatalogueGaps(catalogue: ErrorCatalogue): string[] {
  const gaps: string[] = [];
  for (const [code, definition] of Object.entries(catalogue)) {
    const [message, next] = definition.en;
    const wanted = placeholders(message + next);
    for (const locale of locales) {
      const texts = definition[locale];
      if (!texts?.[0]?.trim()) gaps.push(`${code} has no message in ${locale}`);
      if (!texts?.[1]?.trim()) gaps.push(`${code} has no next step in ${locale}`);
      const found = placeholders(texts?.join('') ?? '');
      if (found !== wanted) gaps.push(`${code} uses {${found}} in ${locale} and {${wanted}} in en`);
    }
  }
  return gaps;
}

function placeholders(text: string): string {
  return [...new Set(text.match(/(?<=\{)\w+(?=\})/g))].sort().join(', ');
}

import { type Locale, resolveLocale } from '@field/core';

/** The language of an answer: the caller's most wanted one that there are texts in, else English. */
export function readLanguage(request: Request): Locale {
  const wanted = (request.headers.get('accept-language') ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...params] = part.trim().split(';');
      const weight = /^\s*q=([\d.]+)\s*$/.exec(params[0] ?? '')?.[1];
      return { tag: tag.trim(), weight: weight === undefined ? 1 : Number(weight) || 0 };
    })
    .filter(({ tag, weight }) => weight > 0 && /^(en|pt|es)\b/i.test(tag))
    .sort((a, b) => b.weight - a.weight);
  return resolveLocale(wanted[0]?.tag);
}

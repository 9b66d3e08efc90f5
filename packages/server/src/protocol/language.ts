import { type Locale, resolveLocale } from '@field/core';
import { rememberLast } from '../storage/remember-last.ts';

/** The language of an answer: the caller's most wanted one that there are texts in, else English. */
export function readLanguage(request: Request): Locale {
  return languageOf((request.headers.get('accept-language') ?? '').slice(0, 500));
}

/** Few devices ask in many ways. */
const languageOf = rememberLast(100, (header): Locale => {
  const wanted = header
    .split(',')
    .map((part) => {
      const [tag = '', ...params] = part.trim().split(';');
      const weight = /^\s*q=([\d.]+)\s*$/.exec(params[0] ?? '')?.[1];
      return { tag: tag.trim(), weight: weight === undefined ? 1 : Number(weight) || 0 };
    })
    .filter(({ tag, weight }) => weight > 0 && /^(en|pt|es)\b/i.test(tag))
    .sort((a, b) => b.weight - a.weight);
  return resolveLocale(wanted[0]?.tag);
});

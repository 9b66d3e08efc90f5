import type { Locale } from './locale.ts';

/**
 * Fills `{name}` placeholders of a text from `params`. Numbers take the decimal comma of the locale (English when
 * left out), lists are joined with commas; a name without a value becomes `?`, so that a text never shows its own braces to a reader.
 */
export function fillText(
  text: string,
  params: Readonly<Record<string, unknown>>,
  locale: Locale = 'en',
): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (value === undefined || value === null) return '?';
    if (typeof value === 'number') return formatNumber(value, locale);
    return Array.isArray(value) ? value.join(', ') : String(value);
  });
}

/** A number with the decimal comma or point of the locale and no grouping: `35,5` in `pt-BR`. */
export function formatNumber(value: number, locale: Locale): string {
  return locale === 'en' ? String(value) : String(value).replace('.', ',');
}

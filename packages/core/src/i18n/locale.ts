/** A language every text of the project exists in: English, Brazilian Portuguese, Spanish. */
export type Locale = 'en' | 'pt-BR' | 'es';

/** Every {@link Locale}, English first. */
export const locales: readonly Locale[] = ['en', 'pt-BR', 'es'];

/**
 * The locale whose texts serve a language tag best: `pt`, `pt-PT` give `pt-BR`; `es-419` gives `es`;
 * everything else, an absent or empty tag included, gives `en`. Never throws.
 */
export function resolveLocale(tag: string | null | undefined): Locale {
  const language = /^\s*([a-z]+)/i.exec(tag ?? '')?.[1]?.toLowerCase();
  if (language === 'pt') return 'pt-BR';
  return language === 'es' ? 'es' : 'en';
}

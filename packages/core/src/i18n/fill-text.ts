/**
 * Fills `{name}` placeholders of a text from `params`. Lists are joined with commas; a name without a
 * value becomes `?`, so that a text never shows its own braces to a reader.
 */
export function fillText(text: string, params: Readonly<Record<string, unknown>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    return value === undefined || value === null
      ? '?'
      : Array.isArray(value)
        ? value.join(', ')
        : String(value);
  });
}

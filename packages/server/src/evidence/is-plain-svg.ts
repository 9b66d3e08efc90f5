/** The elements a drawn signature is made of. */
const drawing = new Set([
  'svg',
  'g',
  'path',
  'rect',
  'line',
  'polyline',
  'polygon',
  'circle',
  'ellipse',
  'title',
  'desc',
]);

/**
 * Whether bytes are an SVG drawing and nothing more: shapes only, no script, style, link, entity or event handler, so
 * that whoever opens it later runs nothing.
 */
export function isPlainSvg(bytes: Uint8Array): boolean {
  const text = decode(bytes);
  if (text === undefined) return false;
  const body = text.replace(/^\uFEFF?\s*(<\?xml[^<>]*\?>)?\s*/, '').trimEnd();
  if (!/^<svg[\s>]/.test(body) || !/<\/svg>$/.test(body)) return false;
  if (/<[!?]/.test(body) || /[\s"'/](on[a-z]+|style|href|xlink:href)\s*=/i.test(body)) return false;
  return [...body.matchAll(/<\/?\s*([^\s/>]*)/g)].every(([, name = '']) => drawing.has(name));
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Fires with the first of the signals, or when the time is over. The listener is what keeps the time: Node 20 forgets an
 * `AbortSignal.timeout` that only `AbortSignal.any` knows of, and the work it should end would wait for ever.
 */
export function giveUpAfter(ms: number, ...signals: readonly AbortSignal[]): AbortSignal {
  const late = AbortSignal.timeout(ms);
  late.addEventListener('abort', () => {}, { once: true });
  return AbortSignal.any([late, ...signals]);
}

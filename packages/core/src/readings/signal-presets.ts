import type { LinkLimits } from '../index.ts';

/**
 * Limits in use somewhere, to start a provider's own from. Each judges the ONU's end, except `smartolt`, which judges the
 * OLT's. The overload end is that of GPON B+.
 */
export const signalPresets = {
  /** Training of a Brazilian provider. */
  ired: { rxAtOnu: { overload: -8, good: -25, attention: -27 }, rxAtOlt: null },
  /** A Brazilian provider's portal. */
  strict: { rxAtOnu: { overload: -8, good: -21, attention: -23 }, rxAtOlt: null },
  /** Installers who accept nothing but a fresh link. */
  strictest: { rxAtOnu: { overload: -8, good: -18, attention: -20 }, rxAtOlt: null },
  /** An app on SmartOLT in Latin America, read at 1490 nm. */
  lenient: { rxAtOnu: { overload: -8, good: -26.5, attention: -29 }, rxAtOlt: null },
  /** What SmartOLT calls warning and critical: light from the ONU, read at the OLT at 1310 nm. */
  smartolt: { rxAtOnu: null, rxAtOlt: { overload: -8, good: -30, attention: -32 } },
} as const satisfies Record<string, LinkLimits>;

/** Limits of a provider: what it names replaces the preset's, end by end and figure by figure. */
export function overrideLimits(
  preset: LinkLimits,
  own: { readonly [End in keyof LinkLimits]?: Partial<NonNullable<LinkLimits[End]>> | null | undefined },
): LinkLimits {
  const end = (name: keyof LinkLimits) => {
    const base = preset[name];
    const changes = own[name];
    if (changes === null || changes === undefined) return changes === null ? null : base;
    const { overload, good, attention } = { ...base, ...changes };
    return overload === undefined || good === undefined || attention === undefined
      ? base
      : { overload, good, attention };
  };
  return { rxAtOnu: end('rxAtOnu'), rxAtOlt: end('rxAtOlt') };
}

import { type ClosingPolicy, judgeSignal, type OnuSignal, type SignalQuality } from '@field/core';
import type { OnuJob } from '@field/core/onu-jobs';

/**
 * The light a `verifySignal` job measured against the provider's band: its policy's limits or optical class, GPON B+
 * where it names neither. `undefined` for a job that measured nothing.
 */
export function judgeJobSignal(
  { kind, result }: Pick<OnuJob, 'kind' | 'result'>,
  policy?: Pick<ClosingPolicy, 'opticalClass' | 'signalLimits'>,
): { readonly signal: OnuSignal; readonly quality: SignalQuality } | undefined {
  if (kind !== 'verifySignal' || !result || !('quality' in result)) return undefined;
  const limits = policy?.signalLimits ?? policy?.opticalClass;
  const { missing } = result.quality;
  return { signal: result, quality: judgeSignal(result, { limits, missing }) };
}

import { formatOnuAddress } from '@field/core';
import type { WriteResult } from '../contract/plan.ts';

/** What a write did, for people. */
export function describeResult(result: WriteResult): string {
  const place = result.address ? ` at ${formatOnuAddress(result.address)}` : '';
  const lines = [`${result.outcome}${place}${result.saved ? ', configuration saved' : ''}`];
  if (result.error) lines.push(`  ${result.error.message} [${result.error.code}]`);
  if (result.undone.length > 0) lines.push(`  taken back: ${result.undone.join(', ')}`);
  if (result.remains.length > 0) lines.push(`  may remain on the OLT: ${result.remains.join(', ')}`);
  return lines.join('\n');
}

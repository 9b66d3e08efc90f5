import { createHash } from 'node:crypto';
import { describeDecision, type PlannedWrite } from '@field/olt';

/** Names a plan by its commands and their undo: two plans with one tag send the same, in the same place. */
export function planTag({ decision }: Pick<PlannedWrite, 'decision'>): string {
  return createHash('sha256')
    .update(JSON.stringify(describeDecision(decision)))
    .digest('base64url');
}

import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { EvidenceFiles } from '../evidence/evidence-files.ts';
import type { Tables } from './tables.ts';

/** As much as a large change brings: with less room, few changes would go through. */
const trialBytes = 128 * 1024;

/** Rejects where the database or the folder of evidence takes no write of usual size. Leaves nothing. */
export async function proveWrites(door: Kysely<Tables>, evidenceFiles: EvidenceFiles): Promise<void> {
  const bytes = randomBytes(trialBytes);
  // Old rows of this table are thrown away, should this one be left.
  const row = { rule: 'trial', attempts: 0, blocked_until: bytes.toString('hex'), last_at: '' };
  await door
    .insertInto('login_attempts')
    .values(row)
    .onConflict((conflict) => conflict.column('rule').doUpdateSet({ blocked_until: row.blocked_until }))
    .execute();
  await door.deleteFrom('login_attempts').where('rule', '=', row.rule).execute();
  const file = await evidenceFiles.receive('');
  try {
    await file.write(bytes);
  } finally {
    await file.discard();
  }
}

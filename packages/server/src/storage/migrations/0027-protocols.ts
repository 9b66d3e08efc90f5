import type { Kysely } from 'kysely';

/** Whether a protocol number is taken is known without reading every ticket. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('tickets_protocol').on('tickets').columns(['tenant_id', 'protocol']).execute();
}

import type { Kysely } from 'kysely';

/** A technician's open tickets are found without reading the closed ones, however many there are. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('tickets_by_status')
    .on('tickets')
    .columns(['tenant_id', 'company_id', 'technician_id', 'status', 'sort_at', 'id'])
    .execute();
}

import type { Kysely } from 'kysely';

/** A dispatcher's open tickets are found without reading the closed ones of the whole company. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('tickets_company_status')
    .on('tickets')
    .columns(['tenant_id', 'company_id', 'status', 'sort_at', 'id'])
    .execute();
}

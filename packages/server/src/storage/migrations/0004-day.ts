import { type ColumnDefinitionBuilder, type Kysely, sql } from 'kysely';
import { guardTenant } from './guard-tenant.ts';

/** Roles, closing policies with their revisions, drafts of closings, CTOs. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('technicians')
    .addColumn('role', 'text', (column) => column.notNull().defaultTo('technician'))
    .execute();

  await db.schema
    .createTable('policies')
    .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
    .addColumn('id', 'text', required)
    .addColumn('revision', 'integer', required)
    .addColumn('document', 'text', required)
    .addColumn('in_force', 'integer', required)
    .addColumn('saved_at', 'text', required)
    .addPrimaryKeyConstraint('policies_key', ['tenant_id', 'id', 'revision'])
    .addCheckConstraint('policies_in_force', sql`in_force in (0, 1)`)
    .execute();

  await db.schema
    .createTable('closing_drafts')
    .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
    .addColumn('ticket_id', 'text', required)
    .addColumn('technician_id', 'text', required)
    .addColumn('draft', 'text', required)
    .addColumn('device_id', 'text', required)
    .addColumn('updated_at', 'text', required)
    .addColumn('version', 'integer', required)
    .addPrimaryKeyConstraint('closing_drafts_key', ['tenant_id', 'ticket_id', 'technician_id'])
    .addForeignKeyConstraint('closing_drafts_ticket', ['tenant_id', 'ticket_id'], 'tickets', [
      'tenant_id',
      'id',
    ])
    .execute();

  await db.schema
    .createTable('ctos')
    .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
    .addColumn('id', 'text', required)
    .addColumn('name', 'text', required)
    .addColumn('location', 'text')
    .addColumn('ports', 'integer', required)
    .addColumn('olt_id', 'text')
    .addColumn('pon', 'text')
    .addPrimaryKeyConstraint('ctos_key', ['tenant_id', 'id'])
    .execute();

  await guardTenant(db, ['policies', 'closing_drafts', 'ctos']);
}

const required = (column: ColumnDefinitionBuilder) => column.notNull();

import type { Kysely } from 'kysely';
import { guardTenant } from './guard-tenant.ts';

/** Files that arrive in pieces, and files a closing names before they have arrived. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('uploads')
    .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('ticket_id', 'text', (column) => column.notNull())
    .addColumn('technician_id', 'text', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('bytes', 'integer', (column) => column.notNull())
    .addColumn('media_type', 'text', (column) => column.notNull())
    .addColumn('category', 'text', (column) => column.notNull())
    .addColumn('caption', 'text')
    .addColumn('subject', 'text')
    .addColumn('taken_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('evidence_id', 'text')
    .addPrimaryKeyConstraint('uploads_key', ['tenant_id', 'id'])
    .addForeignKeyConstraint('uploads_ticket', ['tenant_id', 'ticket_id'], 'tickets', ['tenant_id', 'id'])
    .addForeignKeyConstraint('uploads_technician', ['tenant_id', 'technician_id'], 'technicians', [
      'tenant_id',
      'id',
    ])
    .execute();
  await db.schema
    .createIndex('uploads_of_technician')
    .on('uploads')
    .columns(['tenant_id', 'technician_id', 'sha256'])
    .execute();
  await db.schema.createIndex('uploads_age').on('uploads').columns(['tenant_id', 'expires_at']).execute();

  await db.schema
    .createTable('awaited_evidence')
    .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
    .addColumn('ticket_id', 'text', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('category', 'text', (column) => column.notNull())
    .addColumn('evidence_id', 'text')
    .addPrimaryKeyConstraint('awaited_evidence_key', ['tenant_id', 'ticket_id', 'sha256', 'category'])
    .addForeignKeyConstraint('awaited_evidence_ticket', ['tenant_id', 'ticket_id'], 'tickets', [
      'tenant_id',
      'id',
    ])
    .execute();

  await db.schema.createIndex('evidence_hash').on('evidence').columns(['tenant_id', 'sha256']).execute();
  await guardTenant(db, ['uploads', 'awaited_evidence']);
}

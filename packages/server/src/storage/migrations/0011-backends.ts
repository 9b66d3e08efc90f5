import type { ColumnDefinitionBuilder, Kysely } from 'kysely';
import { guardTenant } from './guard-tenant.ts';

/** Tickets that another system has too, and what is to be told to it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('foreign_tickets')
    .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
    .addColumn('ticket_id', 'text', required)
    .addColumn('backend', 'text', required)
    .addColumn('foreign_id', 'text', required)
    .addColumn('fingerprint', 'text', required)
    .addColumn('seen_at', 'text', required)
    .addPrimaryKeyConstraint('foreign_tickets_key', ['tenant_id', 'ticket_id'])
    .addUniqueConstraint('foreign_tickets_once', ['tenant_id', 'backend', 'foreign_id'])
    .addForeignKeyConstraint('foreign_tickets_to_tickets', ['tenant_id', 'ticket_id'], 'tickets', [
      'tenant_id',
      'id',
    ])
    .execute();
  await db.schema
    .createTable('outgoing')
    .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
    .addColumn('number', 'integer', required)
    .addColumn('id', 'text', required)
    .addColumn('backend', 'text', required)
    .addColumn('ticket_id', 'text', required)
    .addColumn('foreign_id', 'text', required)
    .addColumn('technician_id', 'text', required)
    .addColumn('kind', 'text', required)
    .addColumn('params', 'text', required)
    .addColumn('occurred_at', 'text', required)
    .addColumn('recorded_at', 'text', required)
    .addColumn('state', 'text', required)
    .addColumn('attempts', 'integer', required)
    .addColumn('next_at', 'text', required)
    .addColumn('runner', 'text')
    .addColumn('held_until', 'text')
    .addColumn('foreign_ref', 'text')
    .addColumn('problem', 'text')
    .addPrimaryKeyConstraint('outgoing_key', ['tenant_id', 'number'])
    .execute();
  await db.schema
    .createIndex('outgoing_state')
    .on('outgoing')
    .columns(['tenant_id', 'backend', 'state', 'number'])
    .execute();
  await guardTenant(db, ['foreign_tickets', 'outgoing']);
}

const required = (column: ColumnDefinitionBuilder) => column.notNull();

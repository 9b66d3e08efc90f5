import { type ColumnDefinitionBuilder, type Kysely, sql } from 'kysely';
import { guardTenant } from './guard-tenant.ts';

/** The dispatcher's side: accounts that end, stock transfers, mass outages and the tickets they explain. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('technicians')
    .addColumn('active', 'integer', (column) => column.notNull().defaultTo(1))
    .execute();

  await db.schema
    .createIndex('tickets_company')
    .on('tickets')
    .columns(['tenant_id', 'company_id', 'sort_at', 'id'])
    .execute();

  await db.schema
    .createTable('stock_transfers')
    .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
    .addColumn('number', 'integer', required)
    .addColumn('product_id', 'text', required)
    .addColumn('thousandths', 'integer', required)
    .addColumn('from_technician', 'text')
    .addColumn('to_technician', 'text')
    .addColumn('serials', 'text', required)
    .addColumn('technician_id', 'text', required)
    .addColumn('recorded_at', 'text', required)
    .addPrimaryKeyConstraint('stock_transfers_key', ['tenant_id', 'number'])
    .addCheckConstraint('stock_transfers_positive', sql`thousandths > 0`)
    .addForeignKeyConstraint('stock_transfers_product', ['tenant_id', 'product_id'], 'products', [
      'tenant_id',
      'id',
    ])
    .execute();

  await db.schema
    .createTable('outages')
    .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
    .addColumn('id', 'text', required)
    .addColumn('olt_id', 'text', required)
    .addColumn('pon', 'text', required)
    .addColumn('note', 'text', required)
    .addColumn('started_at', 'text', required)
    .addColumn('ended_at', 'text')
    .addColumn('technician_id', 'text', required)
    .addPrimaryKeyConstraint('outages_key', ['tenant_id', 'id'])
    .addForeignKeyConstraint('outages_olt', ['tenant_id', 'olt_id'], 'olts', ['tenant_id', 'id'])
    .execute();

  await db.schema
    .createTable('outage_tickets')
    .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
    .addColumn('outage_id', 'text', required)
    .addColumn('ticket_id', 'text', required)
    .addPrimaryKeyConstraint('outage_tickets_key', ['tenant_id', 'outage_id', 'ticket_id'])
    .addForeignKeyConstraint('outage_tickets_outage', ['tenant_id', 'outage_id'], 'outages', [
      'tenant_id',
      'id',
    ])
    .addForeignKeyConstraint('outage_tickets_ticket', ['tenant_id', 'ticket_id'], 'tickets', [
      'tenant_id',
      'id',
    ])
    .execute();
  await db.schema
    .createIndex('outage_tickets_ticket')
    .on('outage_tickets')
    .columns(['tenant_id', 'ticket_id'])
    .execute();

  await guardTenant(db, ['stock_transfers', 'outages', 'outage_tickets']);
}

const required = (column: ColumnDefinitionBuilder) => column.notNull();

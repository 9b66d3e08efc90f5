import { type ColumnDefinitionBuilder, type CreateTableBuilder, type Kysely, sql } from 'kysely';

/** The tables of the technician's day. Keys begin with the tenant, so that no row can point into another tenant. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('tenants')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('locale', 'text', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('tenant_domains')
    .addColumn('domain', 'text', (column) => column.primaryKey())
    .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
    .execute();

  await owned(db, 'companies', ['id']).addColumn('name', 'text', required).execute();

  await owned(db, 'technicians', ['id'])
    .addColumn('name', 'text', required)
    .addColumn('username', 'text', required)
    .addColumn('password_hash', 'text', required)
    .addUniqueConstraint('technicians_username', ['tenant_id', 'username'])
    .execute();

  await owned(db, 'technician_companies', ['technician_id', 'company_id'])
    .$call(pointsTo('technicians', 'technician_id'))
    .$call(pointsTo('companies', 'company_id'))
    .execute();

  await db.schema
    .createTable('sessions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('tenant_id', 'text', required)
    .addColumn('technician_id', 'text', required)
    .addColumn('company_id', 'text', required)
    .addColumn('opened_at', 'text', required)
    .addColumn('ended_at', 'text')
    .addForeignKeyConstraint(
      'sessions_technician',
      ['tenant_id', 'technician_id', 'company_id'],
      'technician_companies',
      ['tenant_id', 'technician_id', 'company_id'],
    )
    .execute();

  await db.schema
    .createTable('access_tokens')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('session_id', 'text', (column) => column.notNull().references('sessions.id'))
    .addColumn('expires_at', 'text', required)
    .addColumn('used', 'integer', required)
    .execute();

  await db.schema
    .createTable('refresh_tokens')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('session_id', 'text', (column) => column.notNull().references('sessions.id'))
    .addColumn('expires_at', 'text', required)
    .addColumn('access_hash', 'text', required)
    .addColumn('successor_hash', 'text')
    .addColumn('retry_key', 'text')
    .execute();

  for (const table of ['access_tokens', 'refresh_tokens']) {
    await db.schema.createIndex(`${table}_session`).on(table).columns(['session_id']).execute();
  }

  await owned(db, 'olts', ['id'])
    .addColumn('name', 'text', required)
    .addColumn('vendor', 'text')
    .addColumn('target', 'text', required)
    .addColumn('snmp_target', 'text')
    .addColumn('host_keys', 'text', required)
    .addColumn('credentials', 'text', required)
    .addColumn('profiles', 'text', required)
    .execute();

  await owned(db, 'contracts', ['id'])
    .addColumn('plan', 'text')
    .addColumn('subplan', 'text')
    .addColumn('cto', 'text')
    .addColumn('seal', 'text')
    .addColumn('cto_port', 'text')
    .addColumn('pppoe_login', 'text')
    .addColumn('pppoe_password', 'text')
    .addColumn('olt_id', 'text')
    .addColumn('onu_profile', 'text')
    .addColumn('onu_state', 'text', required)
    .addColumn('onu', 'text')
    .addColumn('onu_serial', 'text')
    .addUniqueConstraint('contracts_onu', ['tenant_id', 'onu_serial'])
    .$call(pointsTo('olts', 'olt_id'))
    .execute();

  await owned(db, 'tickets', ['id'])
    .addColumn('company_id', 'text', required)
    .addColumn('technician_id', 'text')
    .addColumn('contract_id', 'text', required)
    .addColumn('protocol', 'text', required)
    .addColumn('status', 'text', required)
    .addColumn('priority', 'text', required)
    .addColumn('problem_code', 'text', required)
    .addColumn('subcategory', 'text')
    .addColumn('schedule', 'text')
    .addColumn('sort_at', 'text', required)
    .addColumn('address', 'text', required)
    .addColumn('location', 'text')
    .addColumn('customer', 'text', required)
    .addColumn('customer_search', 'text', required)
    .addColumn('opened_at', 'text', required)
    .addColumn('updated_at', 'text', required)
    .addColumn('version', 'integer', required)
    .$call(pointsTo('companies', 'company_id'))
    .$call(pointsTo('technicians', 'technician_id'))
    .$call(pointsTo('contracts', 'contract_id'))
    .execute();
  await db.schema
    .createIndex('tickets_assigned')
    .on('tickets')
    .columns(['tenant_id', 'company_id', 'technician_id', 'sort_at', 'id'])
    .execute();

  await ofTicket(db, 'visits', ['id'])
    .addColumn('started_at', 'text', required)
    .addColumn('started_from', 'text')
    .addColumn('safety_form', 'text')
    .addColumn('ended_at', 'text')
    .addColumn('outcome', 'text')
    .execute();
  await db.schema.createIndex('visits_ticket').on('visits').columns(['tenant_id', 'ticket_id']).execute();

  await ofTicket(db, 'timeline', ['ticket_id', 'position'])
    .addColumn('id', 'text', required)
    .addColumn('kind', 'text', required)
    .addColumn('occurred_at', 'text', required)
    .addColumn('recorded_at', 'text', required)
    .addColumn('params', 'text', required)
    .execute();

  await owned(db, 'products', ['id'])
    .addColumn('name', 'text', required)
    .addColumn('unit', 'text', required)
    .addColumn('kind', 'text', required)
    .execute();

  await owned(db, 'stock', ['technician_id', 'product_id'])
    .addColumn('available_thousandths', 'integer', required)
    .addCheckConstraint('stock_not_negative', sql`available_thousandths >= 0`)
    .$call(pointsTo('technicians', 'technician_id'))
    .$call(pointsTo('products', 'product_id'))
    .execute();

  await owned(db, 'stock_serials', ['product_id', 'serial'])
    .addColumn('technician_id', 'text', required)
    .$call(pointsTo('technicians', 'technician_id'))
    .$call(pointsTo('products', 'product_id'))
    .execute();

  await ofTicket(db, 'movements', ['number'])
    .addColumn('product_id', 'text', required)
    .addColumn('thousandths', 'integer', required)
    .addColumn('mode', 'text', required)
    .addColumn('serial', 'text')
    .addColumn('reverses', 'integer')
    .addColumn('occurred_at', 'text', required)
    .addColumn('recorded_at', 'text', required)
    .addUniqueConstraint('movements_reversed_once', ['tenant_id', 'reverses'])
    .$call(pointsTo('products', 'product_id'))
    .execute();
  await db.schema
    .createIndex('movements_ticket')
    .on('movements')
    .columns(['tenant_id', 'ticket_id'])
    .execute();

  await ofTicket(db, 'evidence', ['id'])
    .addColumn('sha256', 'text', required)
    .addColumn('media_type', 'text', required)
    .addColumn('bytes', 'integer', required)
    .addColumn('category', 'text', required)
    .addColumn('caption', 'text')
    .addColumn('subject', 'text')
    .addColumn('taken_at', 'text', required)
    .addColumn('location', 'text')
    .addColumn('uploaded_at', 'text', required)
    .execute();
  await db.schema.createIndex('evidence_ticket').on('evidence').columns(['tenant_id', 'ticket_id']).execute();

  await ofTicket(db, 'closings', ['ticket_id'])
    .addColumn('report', 'text', required)
    .addColumn('recorded_at', 'text', required)
    .execute();

  await owned(db, 'catalogue', ['kind', 'code'])
    .addColumn('label', 'text', required)
    .addColumn('position', 'integer', required)
    .execute();

  await owned(db, 'operations', ['technician_id', 'key'])
    .addColumn('fingerprint', 'text', required)
    .addColumn('lease_until', 'text')
    .addColumn('status', 'integer')
    .addColumn('headers', 'text')
    .addColumn('body', 'text')
    .addColumn('saved_at', 'text', required)
    .$call(pointsTo('technicians', 'technician_id'))
    .execute();
  await db.schema.createIndex('operations_age').on('operations').columns(['saved_at']).execute();

  await ofTicket(db, 'audit', ['position'])
    .addColumn('action', 'text', required)
    .addColumn('at', 'text', required)
    .addColumn('details', 'text', required)
    .execute();
}

type TableBuilder = CreateTableBuilder<string, string>;

const required = (column: ColumnDefinitionBuilder) => column.notNull();

/** A table of a tenant's rows: `tenant_id` and the key columns, which together are the primary key. */
function owned(db: Kysely<unknown>, table: string, key: readonly string[]): TableBuilder {
  let builder: TableBuilder = db.schema
    .createTable(table)
    .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'));
  for (const column of key) {
    builder = builder.addColumn(column, counters.has(column) ? 'integer' : 'text', required);
  }
  return builder.addPrimaryKeyConstraint(`${table}_key`, ['tenant_id', ...key]);
}

const counters: ReadonlySet<string> = new Set(['position', 'number']);

/** A table of what a technician did for a ticket. */
function ofTicket(db: Kysely<unknown>, table: string, key: readonly string[]): TableBuilder {
  let builder = owned(db, table, key);
  if (!key.includes('ticket_id')) builder = builder.addColumn('ticket_id', 'text', required);
  return builder
    .addColumn('technician_id', 'text', required)
    .$call(pointsTo('tickets', 'ticket_id'))
    .$call(pointsTo('technicians', 'technician_id'));
}

/** A foreign key that cannot leave the tenant. */
function pointsTo(target: string, column: string) {
  return (builder: TableBuilder): TableBuilder =>
    builder.addForeignKeyConstraint(`to_${target}_${column}`, ['tenant_id', column], target, [
      'tenant_id',
      'id',
    ]);
}

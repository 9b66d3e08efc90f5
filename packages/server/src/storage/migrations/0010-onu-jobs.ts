import type { ColumnDefinitionBuilder, Kysely } from 'kysely';
import { guardTenant } from './guard-tenant.ts';

/** Jobs on OLTs, and what was said between server and OLT for them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('onu_jobs')
    .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
    .addColumn('id', 'text', required)
    .addColumn('ticket_id', 'text', required)
    .addColumn('technician_id', 'text', required)
    .addColumn('company_id', 'text', required)
    .addColumn('kind', 'text', required)
    .addColumn('request', 'text', required)
    .addColumn('state', 'text', required)
    .addColumn('revision', 'integer', required)
    .addColumn('progress', 'text')
    .addColumn('plan', 'text')
    .addColumn('plan_tag', 'text')
    .addColumn('begun_write', 'text')
    .addColumn('result', 'text')
    .addColumn('problems', 'text')
    .addColumn('cancel_requested', 'integer', required)
    .addColumn('created_at', 'text', required)
    .addColumn('started_at', 'text')
    .addColumn('ended_at', 'text')
    .addColumn('runner', 'text')
    .addColumn('held_until', 'text')
    .addPrimaryKeyConstraint('onu_jobs_key', ['tenant_id', 'id'])
    .addForeignKeyConstraint('onu_jobs_to_tickets', ['tenant_id', 'ticket_id'], 'tickets', [
      'tenant_id',
      'id',
    ])
    .addForeignKeyConstraint('onu_jobs_to_technicians', ['tenant_id', 'technician_id'], 'technicians', [
      'tenant_id',
      'id',
    ])
    .execute();
  await db.schema
    .createIndex('onu_jobs_ticket')
    .on('onu_jobs')
    .columns(['tenant_id', 'ticket_id', 'created_at'])
    .execute();
  await db.schema
    .createIndex('onu_jobs_state')
    .on('onu_jobs')
    .columns(['tenant_id', 'state', 'ended_at'])
    .execute();
  await db.schema
    .createTable('onu_transcripts')
    .addColumn('tenant_id', 'text', required)
    .addColumn('job_id', 'text', required)
    .addColumn('position', 'integer', required)
    .addColumn('olt_id', 'text', required)
    .addColumn('at', 'text', required)
    .addColumn('direction', 'text', required)
    .addColumn('text', 'text', required)
    .addPrimaryKeyConstraint('onu_transcripts_key', ['tenant_id', 'job_id', 'position'])
    .addForeignKeyConstraint(
      'onu_transcripts_to_jobs',
      ['tenant_id', 'job_id'],
      'onu_jobs',
      ['tenant_id', 'id'],
      (constraint) => constraint.onDelete('cascade'),
    )
    .execute();
  await guardTenant(db, ['onu_jobs', 'onu_transcripts']);
}

const required = (column: ColumnDefinitionBuilder) => column.notNull();

import type { ProductUnit } from '@field/core';
import type { Product, StockTransfer, TransferStock } from '@field/core/dispatch';
import type { Kysely } from 'kysely';
import { fromJson, toJson } from '../json-column.ts';
import { nextToldNumber } from '../next-number.ts';
import { cutPage } from '../page.ts';
import { pageByName } from '../page-by-name.ts';
import { decodePageCursor, encodePageCursor, type ListName, numberIn } from '../page-cursor.ts';
import type { Scope } from '../scope.ts';
import { stockStore } from '../stock-store.ts';
import type { Tables } from '../tables.ts';
import { fromThousandths, toThousandths } from '../thousandths.ts';
import type { ProductStore, TransferRefusal } from './dispatch.ts';

export function productStore(db: Kysely<Tables>, scope: Scope): ProductStore {
  const { tenantId } = scope;
  const products = () =>
    db.selectFrom('products').select(['id', 'name', 'unit', 'kind']).where('tenant_id', '=', tenantId);
  const stockOf = (technicianId: string, productId: string) =>
    db
      .selectFrom('stock')
      .select('available_thousandths')
      .where('tenant_id', '=', tenantId)
      .where('technician_id', '=', technicianId)
      .where('product_id', '=', productId)
      .executeTakeFirst();

  async function readTransfers(
    limit: number,
    at: { number?: number; before?: number },
  ): Promise<StockTransfer[]> {
    const { number, before } = at;
    const rows = await db
      .selectFrom('stock_transfers as transfer')
      .innerJoin('products as product', (join) =>
        join
          .onRef('product.tenant_id', '=', 'transfer.tenant_id')
          .onRef('product.id', '=', 'transfer.product_id'),
      )
      .selectAll('transfer')
      .select(['product.name', 'product.unit'])
      .where('transfer.tenant_id', '=', tenantId)
      .$if(number !== undefined, (query) => query.where('transfer.number', '=', number ?? 0))
      .$if(before !== undefined, (query) => query.where('transfer.number', '<', before ?? 0))
      .orderBy('transfer.number', 'desc')
      .limit(limit)
      .execute();
    const named = rows.flatMap(({ from_technician, to_technician, technician_id }) => [
      from_technician ?? technician_id,
      to_technician ?? technician_id,
      technician_id,
    ]);
    const people = await db
      .selectFrom('technicians')
      .select(['id', 'name'])
      .where('tenant_id', '=', tenantId)
      .where('id', 'in', named.length > 0 ? [...new Set(named)] : [''])
      .execute();
    const known = new Map(people.map((person) => [person.id, person]));
    const person = (id: string) => known.get(id) ?? { id, name: id };
    return rows.map((row) => ({
      number: row.number,
      productId: row.product_id,
      name: row.name,
      unit: row.unit as ProductUnit,
      from: row.from_technician === null ? null : person(row.from_technician),
      to: row.to_technician === null ? null : person(row.to_technician),
      quantity: fromThousandths(row.thousandths),
      serials: fromJson<string[]>(row.serials),
      recordedBy: person(row.technician_id),
      recordedAt: row.recorded_at,
    }));
  }

  /** What stands in the way, before anything is moved. */
  async function refusalOf({
    productId,
    from,
    quantity,
    serials = [],
  }: TransferStock): Promise<TransferRefusal | null> {
    const held = await db
      .selectFrom('stock_serials')
      .select(['serial', 'technician_id'])
      .where('tenant_id', '=', tenantId)
      .where('product_id', '=', productId)
      .where('serial', 'in', serials.length > 0 ? serials : [''])
      .execute();
    if (from === null) {
      const taken = held[0];
      return taken ? { reason: 'serialTaken', serial: taken.serial } : null;
    }
    const has = (serial: string) =>
      held.some((item) => item.serial === serial && item.technician_id === from);
    const missing = serials.find((serial) => !has(serial));
    if (missing !== undefined) return { reason: 'serialMissing', serial: missing };
    const available = fromThousandths((await stockOf(from, productId))?.available_thousandths ?? 0);
    return available < quantity ? { reason: 'insufficient', available } : null;
  }

  async function add(technicianId: string, productId: string, thousandths: number): Promise<void> {
    if (await stockOf(technicianId, productId)) {
      await db
        .updateTable('stock')
        .set((eb) => ({ available_thousandths: eb('available_thousandths', '+', thousandths) }))
        .where('tenant_id', '=', tenantId)
        .where('technician_id', '=', technicianId)
        .where('product_id', '=', productId)
        .execute();
    } else {
      await db
        .insertInto('stock')
        .values({
          tenant_id: tenantId,
          technician_id: technicianId,
          product_id: productId,
          available_thousandths: thousandths,
        })
        .execute();
    }
  }

  return {
    async list(page) {
      const { items, nextCursor } = await pageByName(['products', tenantId], products(), page);
      return { items: items as Product[], nextCursor };
    },

    find: async (productId) =>
      ((await products().where('id', '=', productId).executeTakeFirst()) as Product | undefined) ?? null,

    async save({ id, name, unit, kind }) {
      await db
        .insertInto('products')
        .values({ tenant_id: tenantId, id, name, unit, kind })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet({ name, unit, kind }))
        .execute();
    },

    async isMoved(productId) {
      const row = await db
        .selectFrom('stock')
        .select('product_id')
        .where('tenant_id', '=', tenantId)
        .where('product_id', '=', productId)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    listStock: (technicianId) => stockStore(db, { ...scope, technicianId }).list(),

    async countStock(technicianId, beside) {
      const rows = await db
        .selectFrom('stock')
        .innerJoin('products as product', (join) =>
          join
            .onRef('product.tenant_id', '=', 'stock.tenant_id')
            .onRef('product.id', '=', 'stock.product_id'),
        )
        .select(['product.id', 'product.kind', 'stock.available_thousandths'])
        .where('stock.tenant_id', '=', tenantId)
        .where('stock.technician_id', '=', technicianId)
        .execute();
      // A serialized product is counted by its serial numbers.
      const serials = rows
        .filter(({ kind }) => kind === 'serialized')
        .reduce((sum, { available_thousandths }) => sum + fromThousandths(available_thousandths), 0);
      return { others: rows.filter(({ id }) => id !== beside).length, serials };
    },

    async transfer(transfer, recordedAt) {
      const refusal = await refusalOf(transfer);
      if (refusal) return refusal;
      const { productId, from, to, quantity, serials = [] } = transfer;
      const thousandths = toThousandths(quantity);
      if (from !== null) await add(from, productId, -thousandths);
      if (to !== null) await add(to, productId, thousandths);
      for (const serial of serials) {
        await db
          .deleteFrom('stock_serials')
          .where('tenant_id', '=', tenantId)
          .where('product_id', '=', productId)
          .where('serial', '=', serial)
          .execute();
        if (to === null) continue;
        await db
          .insertInto('stock_serials')
          .values({ tenant_id: tenantId, product_id: productId, serial, technician_id: to })
          .execute();
      }
      const number = await nextToldNumber(
        db,
        tenantId,
        db
          .selectFrom('stock_transfers')
          .where('tenant_id', '=', tenantId)
          .select(({ fn }) => fn.max<number | null>('number').as('last')),
      );
      await db
        .insertInto('stock_transfers')
        .values({
          tenant_id: tenantId,
          number,
          product_id: productId,
          thousandths,
          from_technician: from,
          to_technician: to,
          serials: toJson(serials),
          technician_id: scope.technicianId,
          recorded_at: recordedAt,
        })
        .execute();
      const [recorded] = await readTransfers(1, { number });
      return recorded as StockTransfer;
    },

    async listTransfers({ limit, cursor }) {
      const list: ListName = ['stock transfers', tenantId];
      const [last] = cursor === undefined ? [] : decodePageCursor(list, cursor, 1);
      const transfers = await readTransfers(limit + 1, last === undefined ? {} : { before: numberIn(last) });
      return cutPage(transfers, limit, ({ number }) => encodePageCursor(list, [String(number)]));
    },
  };
}

import type { ProductMode, ProductUnit, ProductUse, StockItem } from '@field/core';
import type { Kysely } from 'kysely';
import { nextToldNumber } from './next-number.ts';
import { type Blank, prepared } from './prepared.ts';
import type { StockStore } from './store.ts';
import type { Tables } from './tables.ts';
import { fromThousandths, toThousandths } from './thousandths.ts';
import { type Looker, type Sight, sightOf, visibleTicketIds } from './visible-tickets.ts';

export function stockStore(db: Kysely<Tables>, scope: Sight): StockStore {
  const { tenantId, technicianId } = scope;

  const stock = () =>
    db
      .selectFrom('stock')
      .innerJoin('products as product', (join) =>
        join.onRef('product.tenant_id', '=', 'stock.tenant_id').onRef('product.id', '=', 'stock.product_id'),
      )
      .select(['product.id', 'product.name', 'product.unit', 'product.kind', 'stock.available_thousandths'])
      .where('stock.tenant_id', '=', tenantId)
      .where('stock.technician_id', '=', technicianId);

  const serials = async (productIds: readonly string[]) =>
    productIds.length === 0
      ? []
      : db
          .selectFrom('stock_serials')
          .select(['product_id', 'serial'])
          .where('tenant_id', '=', tenantId)
          .where('technician_id', '=', technicianId)
          .where('product_id', 'in', productIds)
          .orderBy('serial')
          .execute();

  const uses = (ticketId: string) => usesOf(db, scope, ticketId);

  async function addMovement(movement: Omit<Tables['movements'], 'tenant_id' | 'number'>): Promise<number> {
    const number = await nextToldNumber(
      db,
      tenantId,
      db
        .selectFrom('movements')
        .where('tenant_id', '=', tenantId)
        .select(({ fn }) => fn.max<number | null>('number').as('last')),
    );
    await db
      .insertInto('movements')
      .values({ ...movement, tenant_id: tenantId, number })
      .execute();
    return number;
  }

  async function findUse(ticketId: string, movementId: string): Promise<ProductUse | null> {
    if (!/^[1-9]\d{0,14}$/.test(movementId)) return null;
    const row = await uses(ticketId).where('movement.number', '=', Number(movementId)).executeTakeFirst();
    return row ? toUse(row) : null;
  }

  return {
    async list() {
      const rows = await stock().orderBy('product.name').orderBy('product.id').execute();
      const items = await serials(rows.map((row) => row.id));
      return rows.map((row) => toStockItem(row, items));
    },

    async find(productId) {
      const row = await stock().where('product.id', '=', productId).executeTakeFirst();
      return row ? toStockItem(row, await serials([productId])) : null;
    },

    async listUses(ticketId) {
      const { wholeCompany = false } = scope;
      return (await selectUses(db, { ...scope, ticketId }, wholeCompany)).rows.map(toUse);
    },

    findUse,

    async take(ticketId, use, times) {
      const thousandths = toThousandths(use.quantity);
      const taken = await db
        .updateTable('stock')
        .set((eb) => ({ available_thousandths: eb('available_thousandths', '-', thousandths) }))
        .where('tenant_id', '=', tenantId)
        .where('technician_id', '=', technicianId)
        .where('product_id', '=', use.productId)
        .where('available_thousandths', '>=', thousandths)
        .executeTakeFirst();
      if (taken.numUpdatedRows === 0n) return null;
      if (use.serial !== undefined) {
        await db
          .deleteFrom('stock_serials')
          .where('tenant_id', '=', tenantId)
          .where('technician_id', '=', technicianId)
          .where('product_id', '=', use.productId)
          .where('serial', '=', use.serial)
          .execute();
      }
      const number = await addMovement({
        ticket_id: ticketId,
        technician_id: technicianId,
        product_id: use.productId,
        thousandths,
        mode: use.mode,
        serial: use.serial ?? null,
        reverses: null,
        occurred_at: times.occurredAt,
        recorded_at: times.recordedAt,
      });
      return findUse(ticketId, String(number));
    },

    async giveBack(use, times) {
      const thousandths = toThousandths(use.quantity);
      const owner = use.recordedBy.id;
      await addMovement({
        ticket_id: use.ticketId,
        technician_id: technicianId,
        product_id: use.productId,
        thousandths: -thousandths,
        mode: use.mode,
        serial: use.serial,
        reverses: Number(use.movementId),
        occurred_at: times.occurredAt,
        recorded_at: times.recordedAt,
      });
      await db
        .updateTable('stock')
        .set((eb) => ({ available_thousandths: eb('available_thousandths', '+', thousandths) }))
        .where('tenant_id', '=', tenantId)
        .where('technician_id', '=', owner)
        .where('product_id', '=', use.productId)
        .execute();
      if (use.serial !== null) {
        await db
          .insertInto('stock_serials')
          .values({
            tenant_id: tenantId,
            product_id: use.productId,
            serial: use.serial,
            technician_id: owner,
          })
          .execute();
      }
    },
  };
}

type StockRow = Pick<Tables['products'], 'id' | 'name' | 'unit' | 'kind'> &
  Pick<Tables['stock'], 'available_thousandths'>;

function toStockItem(row: StockRow, serials: readonly { product_id: string; serial: string }[]): StockItem {
  return {
    productId: row.id,
    name: row.name,
    unit: row.unit as ProductUnit,
    kind: row.kind as StockItem['kind'],
    available: fromThousandths(row.available_thousandths),
    serials: serials.filter((item) => item.product_id === row.id).map((item) => item.serial),
  };
}

function toUse(
  row: Tables['movements'] & { name: string; unit: string; technician_name: string },
): ProductUse {
  return {
    movementId: String(row.number),
    ticketId: row.ticket_id,
    productId: row.product_id,
    name: row.name,
    quantity: fromThousandths(row.thousandths),
    unit: row.unit as ProductUnit,
    mode: row.mode as ProductMode,
    serial: row.serial,
    recordedBy: { id: row.technician_id, name: row.technician_name },
    recordedAt: row.recorded_at,
  };
}

function usesOf(db: Kysely<Tables>, sight: Sight, ticketId: string) {
  return db
    .selectFrom('movements as movement')
    .innerJoin('products as product', (join) =>
      join
        .onRef('product.tenant_id', '=', 'movement.tenant_id')
        .onRef('product.id', '=', 'movement.product_id'),
    )
    .innerJoin('technicians as technician', (join) =>
      join
        .onRef('technician.tenant_id', '=', 'movement.tenant_id')
        .onRef('technician.id', '=', 'movement.technician_id'),
    )
    .leftJoin('movements as reversal', (join) =>
      join
        .onRef('reversal.tenant_id', '=', 'movement.tenant_id')
        .onRef('reversal.reverses', '=', 'movement.number'),
    )
    .selectAll('movement')
    .select(['product.name', 'product.unit', 'technician.name as technician_name'])
    .where('movement.tenant_id', '=', sight.tenantId)
    .where('movement.ticket_id', '=', ticketId)
    .where('movement.ticket_id', 'in', visibleTicketIds(db, sight))
    .where('movement.reverses', 'is', null)
    .where('reversal.number', 'is', null);
}

const selectUses = prepared((blank: Blank<Looker & { ticketId: string }>, wholeCompany: boolean) =>
  usesOf(blank.db, sightOf(blank, wholeCompany), blank.value.ticketId).orderBy('movement.number'),
);

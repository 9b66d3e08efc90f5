import type { Locale, Schema } from '@field/core';
import { CodedLabel, fieldsOf } from '@field/core';
import { type ImportKind, NewTicket, Product, SaveContract, TransferStock } from '@field/core/dispatch';
import { Cto } from '@field/core/sync';
import * as z from 'zod/mini';
import type { Store } from '../../storage/store.ts';
import { moveStock } from './move-stock.ts';
import { openNewTickets } from './open-new-ticket.ts';
import { saveCatalogueEntry, saveContract, saveCto, saveProduct } from './save-records.ts';

/** What a cell holds. An `amount` is a number that people write with thousands set apart. */
export type CellType = 'text' | 'number' | 'amount' | 'list';

/** What the rows of one file become, and by which columns. */
export interface ImportTarget {
  readonly columns: Readonly<Record<string, CellType>>;
  readonly schema: Schema;
  /** Values of cells that are empty or missing. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** Begins to take rows in that keep to the schema. */
  begin(store: Store, rows: readonly unknown[], times: Times): Promise<Taking>;
}

interface Times {
  readonly now: string;
  readonly locale: Locale;
}

/** A file on its way in, row by row; what the rows have in common is done once. */
interface Taking<Row = unknown> {
  /** @throws FieldError for a row that cannot be taken in */
  take(row: Row): Promise<unknown>;
  /** After the last row, where none was refused. */
  finish?(): Promise<unknown>;
}

function target<T extends Schema>(
  schema: T,
  columns: ImportTarget['columns'],
  begin: (store: Store, rows: readonly z.output<T>[], times: Times) => Promise<Taking<z.output<T>>>,
  defaults?: ImportTarget['defaults'],
): ImportTarget {
  // The importer hands over only what the schema let through, which the erased type cannot say.
  return { schema, columns, begin, ...(defaults && { defaults }) } as ImportTarget;
}

/** Rows that have nothing in common. */
function each<Row>(save: (store: Store, row: Row, times: Times) => Promise<unknown>) {
  return async (store: Store, _rows: readonly Row[], times: Times): Promise<Taking<Row>> => ({
    take: (row) => save(store, row, times),
  });
}

const code = (kind: 'causes' | 'solutions' | 'problemCodes') =>
  target(
    CodedLabel,
    { code: 'text', label: 'text' },
    each((store, entry) => saveCatalogueEntry(store, kind, entry)),
  );

const place = { 'location.latitude': 'number', 'location.longitude': 'number' } as const;
const address = ['street', 'number', 'complement', 'district', 'city', 'state', 'postalCode', 'reference'];
const contractTexts = ['plan', 'subplan', 'cto', 'seal', 'ctoPort', 'oltId', 'onuProfile'];

const texts = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 'text' as const]));
const all = (names: readonly string[], value: unknown) =>
  Object.fromEntries(names.map((name) => [name, value]));

export const importTargets: Readonly<Record<ImportKind, ImportTarget>> = {
  causes: code('causes'),
  solutions: code('solutions'),
  problemCodes: code('problemCodes'),
  products: target(Product, texts(['id', 'name', 'unit', 'kind']), each(saveProduct)),
  stock: target(
    TransferStock,
    { ...texts(['productId', 'from', 'to']), quantity: 'amount', serials: 'list' },
    each((store, transfer, { now }) => moveStock(store.dispatch, transfer, now)),
    { from: null, to: null },
  ),
  ctos: target(Cto, { ...texts(['id', 'name', 'oltId', 'pon']), ...place, ports: 'amount' }, each(saveCto), {
    location: null,
    oltId: null,
    pon: null,
  }),
  contracts: target(
    z.object({ id: fieldsOf(CodedLabel).code, ...fieldsOf(SaveContract) }),
    texts(['id', ...contractTexts, 'pppoe.login', 'pppoe.password']),
    each((store, { id, ...contract }) => saveContract(store, id, contract)),
    all(contractTexts, null),
  ),
  tickets: target(
    NewTicket,
    {
      ...texts(['contractId', 'problemCode', 'subcategory.code', 'subcategory.label', 'priority']),
      ...texts(['schedule.startsAt', 'schedule.endsAt', 'technicianId', 'protocol']),
      ...texts(address.map((name) => `address.${name}`)),
      ...texts(['customer.id', 'customer.name', 'customer.phone']),
      ...place,
    },
    async (store, orders, times) => {
      const { judge, open } = await openNewTickets(store, orders, times);
      return { take: judge, finish: open };
    },
    {
      ...all(
        address.map((name) => `address.${name}`),
        '',
      ),
      'customer.phone': null,
    },
  ),
};

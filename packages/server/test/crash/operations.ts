import type { Storage } from '../../src/index.ts';

export const scope = { tenantId: 'norte', companyId: 'matriz', technicianId: 'ana' };

/** What the server stores of one kind of change, and what has to agree with it. */
interface Operation {
  readonly method: string;
  readonly path: string;
  /** The `number`th change; its number can be told from what is stored. */
  body(number: number): unknown;
  /** The numbers of the changes that are there, and what should be equal where each is there whole. */
  read(
    storage: Storage,
  ): Promise<{ readonly numbers: number[]; readonly agreeing: readonly (readonly [unknown, unknown])[] }>;
}

const start = Date.parse('2026-03-02T12:00:00Z');
const at = (number: number) => new Date(start + number * 1000).toISOString();
const inMillis = (quantity: number) => Math.round(quantity * 1000);
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

async function heldBy(storage: Storage, technicianId: string, productId: string): Promise<number> {
  const items = await storage.as({ ...scope, technicianId }).stock.list();
  return inMillis(items.find((item) => item.productId === productId)?.available ?? 0);
}

export const stocked = 100_000;

const useProduct: Operation = {
  method: 'POST',
  path: '/v1/tickets/t-1/products',
  body: (number) => ({ productId: 'drop', quantity: number / 1000, mode: 'sale' }),
  async read(storage) {
    const store = storage.as(scope);
    const numbers = (await store.stock.listUses('t-1')).map(({ quantity }) => inMillis(quantity));
    const told = (await store.timeline.list('t-1', { limit: 1000 })).items.filter(
      ({ kind }) => kind === 'productAdded',
    );
    const toldNumbers = told.map(({ params }) => inMillis(params.quantity ?? 0));
    const left = await heldBy(storage, 'ana', 'drop');
    return {
      numbers,
      agreeing: [
        [toldNumbers, numbers],
        [left, stocked * 1000 - sum(numbers)],
      ],
    };
  },
};

const updateLocation: Operation = {
  method: 'PUT',
  path: '/v1/tickets/t-2/location',
  body: (number) => ({
    occurredAt: at(number),
    location: { latitude: number / 100_000, longitude: 0, accuracyMetres: null, measuredAt: null },
  }),
  async read(storage) {
    const store = storage.as(scope);
    const { items: told } = await store.timeline.list('t-2', { limit: 1000 });
    const numbers = told.map(({ occurredAt }) => (Date.parse(occurredAt) - start) / 1000);
    const ticket = await store.tickets.find('t-2');
    const latitude = Math.round((ticket?.location?.latitude ?? 0) * 100_000);
    return {
      numbers,
      agreeing: [
        [latitude, numbers.at(-1) ?? 0],
        [ticket?.version, 1 + numbers.length],
      ],
    };
  },
};

const openTicket: Operation = {
  method: 'POST',
  path: '/v1/dispatch/tickets',
  body: (number) => ({
    contractId: 'contract-2',
    problemCode: '12',
    protocol: `n-${number}`,
    technicianId: 'ana',
    address: {
      street: 'Rua Nova',
      number: '7',
      complement: '',
      district: '',
      city: '',
      state: '',
      postalCode: '',
      reference: '',
    },
    customer: { id: 'c', name: 'Maria', phone: null },
  }),
  async read(storage) {
    const { items } = await storage.as(scope).tickets.list({ limit: 10_000 });
    const opened = items.filter(({ protocol }) => protocol.startsWith('n-'));
    return { numbers: opened.map(({ protocol }) => Number(protocol.slice(2))), agreeing: [] };
  },
};

const transferStock: Operation = {
  method: 'POST',
  path: '/v1/dispatch/stock-transfers',
  body: (number) => ({ productId: 'drop', from: null, to: 'beto', quantity: number / 1000 }),
  async read(storage) {
    const { items: transfers } = await storage.as(scope).dispatch.products.listTransfers({ limit: 10_000 });
    const numbers = transfers.map(({ quantity }) => inMillis(quantity));
    return { numbers, agreeing: [[await heldBy(storage, 'beto', 'drop'), sum(numbers)]] };
  },
};

const operations = [useProduct, updateLocation, openTicket, transferStock] as const;

function operationOf(number: number): Operation {
  return operations[number % operations.length] ?? useProduct;
}

/** The `number`th change: always the same request under the same key. */
export function requestOf(accessToken: string, number: number): Request {
  const { method, path, body } = operationOf(number);
  return new Request(`http://norte.example${path}`, {
    method,
    headers: {
      authorization: `Bearer ${accessToken}`,
      'content-type': 'application/json',
      'idempotency-key': `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`,
    },
    body: JSON.stringify(body(number)),
  });
}

/** Everything that is stored: each change by its number, and what has to be equal where every change is there whole. */
export async function readStored(storage: Storage) {
  const read = await Promise.all(operations.map((operation) => operation.read(storage)));
  return {
    numbers: read.flatMap(({ numbers }) => numbers).sort((a, b) => a - b),
    agreeing: read.flatMap(({ agreeing }) => agreeing),
  };
}

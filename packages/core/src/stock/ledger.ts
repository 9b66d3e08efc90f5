import { maxQuantity, quantityDecimals, type StockItem } from '../index.ts';
import { type Movement, movementWays, type StockPlace } from './movement.ts';

/** A product as the ledger needs to know it. */
export type LedgerProduct = Pick<StockItem, 'productId' | 'name' | 'unit' | 'kind'>;

/** Why a movement cannot be. */
export type LedgerRefusal =
  | 'stock.product_unknown'
  | 'stock.quantity_invalid'
  | 'stock.not_enough'
  | 'stock.serial_required'
  | 'stock.serial_not_here'
  | 'stock.serial_known'
  | 'stock.wrong_contract'
  | 'stock.movement_unknown'
  | 'stock.already_compensated'
  | 'stock.id_reused';

/** Applied as a whole, or refused as a whole with the first movement that cannot be. */
export type LedgerResult =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly reason: LedgerRefusal;
      readonly movementId: string;
      readonly params: Readonly<Record<string, unknown>>;
    };

/** Where one item is, and on whose contract while on loan. */
export interface SerialPlace {
  readonly productId: string;
  readonly place: StockPlace;
  readonly contractId: string | null;
}

/** A ledger at one moment, comparable: sorted, without anything that is zero. */
export interface LedgerState {
  readonly balances: readonly {
    readonly place: StockPlace;
    readonly productId: string;
    readonly quantity: number;
  }[];
  readonly serials: readonly (SerialPlace & { readonly serial: string })[];
}

/** A technician's stock as the sum of its movements. */
export interface Ledger {
  /** Applies movements as one unit. A movement that was applied before, by its id, changes nothing. */
  apply(movements: readonly Movement[]): LedgerResult;
  /** How much of a product is at a place; items count one each. */
  balance(productId: string, place?: StockPlace): number;
  serial(serial: string): SerialPlace | undefined;
  state(): LedgerState;
  readonly movements: readonly Movement[];
  readonly products: ReadonlyMap<string, LedgerProduct>;
}

const scale = 10 ** quantityDecimals;

/** An empty ledger for these products. */
export function createLedger(products: Iterable<LedgerProduct>): Ledger {
  const known = new Map(Array.from(products, (product) => [product.productId, product]));
  const balances = new Map<string, number>();
  const serials = new Map<string, SerialPlace>();
  const applied = new Map<string, Movement>();
  const compensated = new Set<string>();

  const key = (place: StockPlace, productId: string) => JSON.stringify([place, productId]);
  const at = (place: StockPlace, productId: string) => balances.get(key(place, productId)) ?? 0;

  function add(place: StockPlace, productId: string, thousandths: number): void {
    if (place !== 'outside') balances.set(key(place, productId), at(place, productId) + thousandths);
  }

  /** Moves one line, or says why not; gives back how to undo it. */
  function move(movement: Movement): (() => void) | LedgerRefusal {
    const original = movement.kind === 'compensation' ? applied.get(movement.compensates ?? '') : movement;
    if (!original || original.kind === 'compensation') return 'stock.movement_unknown';
    if (original !== movement && compensated.has(original.id)) return 'stock.already_compensated';
    const way = movementWays[original.kind];
    const [from, to] = original === movement ? way : ([way[1], way[0]] as const);
    const { productId, serial } = original;
    const product = known.get(productId);
    if (!product) return 'stock.product_unknown';
    const thousandths = Math.round(original.quantity * scale);
    if (!fits(original.quantity, product)) return 'stock.quantity_invalid';

    if (product.kind === 'serialized') {
      if (serial === undefined) return 'stock.serial_required';
      const before = serials.get(serial);
      if (before && before.productId !== productId) return 'stock.serial_known';
      const here = before?.place ?? 'outside';
      if (here !== from) return from === 'outside' ? 'stock.serial_known' : 'stock.serial_not_here';
      const given = movement.contractId ?? original.contractId;
      if (from === 'customer' && before?.contractId && given && before.contractId !== given) {
        return 'stock.wrong_contract';
      }
      const contractId = to === 'customer' ? (given ?? null) : null;
      serials.set(serial, { productId, place: to, contractId });
      add(from, productId, -thousandths);
      add(to, productId, thousandths);
      if (original !== movement) compensated.add(original.id);
      return () => {
        if (before) serials.set(serial, before);
        else serials.delete(serial);
        add(from, productId, thousandths);
        add(to, productId, -thousandths);
        if (original !== movement) compensated.delete(original.id);
      };
    }

    if (serial !== undefined) return 'stock.serial_not_here';
    if (from !== 'outside' && at(from, productId) < thousandths) return 'stock.not_enough';
    add(from, productId, -thousandths);
    add(to, productId, thousandths);
    if (original !== movement) compensated.add(original.id);
    return () => {
      add(from, productId, thousandths);
      add(to, productId, -thousandths);
      if (original !== movement) compensated.delete(original.id);
    };
  }

  return {
    products: known,
    get movements() {
      return [...applied.values()];
    },
    apply(movements) {
      const undo: (() => void)[] = [];
      for (const movement of movements) {
        const before = applied.get(movement.id);
        if (before && sameMovement(before, movement)) continue;
        const step = before ? 'stock.id_reused' : move(movement);
        if (typeof step === 'string') {
          for (const back of undo.reverse()) back();
          const available = at('technician', movement.productId) / scale;
          const params = { productId: movement.productId, serial: movement.serial ?? null, available };
          return { ok: false, reason: step, movementId: movement.id, params };
        }
        applied.set(movement.id, movement);
        undo.push(() => {
          step();
          applied.delete(movement.id);
        });
      }
      return { ok: true };
    },
    balance: (productId, place = 'technician') => at(place, productId) / scale,
    serial: (serial) => {
      const found = serials.get(serial);
      return found && found.place !== 'outside' ? found : undefined;
    },
    state() {
      const rows = [...balances].flatMap(([name, thousandths]) => {
        const [place, productId] = JSON.parse(name) as [StockPlace, string];
        return thousandths === 0 ? [] : [{ place, productId, quantity: thousandths / scale }];
      });
      const items = [...serials].flatMap(([serial, where]) =>
        where.place === 'outside' ? [] : [{ serial, ...where }],
      );
      const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
      return {
        balances: rows.sort((a, b) => order(a.place + a.productId, b.place + b.productId)),
        serials: items.sort((a, b) => order(a.serial, b.serial)),
      };
    },
  };
}

/** The ledger a history makes; refused where the history cannot have happened in this order. */
export function replayLedger(
  products: Iterable<LedgerProduct>,
  movements: readonly Movement[],
): { readonly ledger: Ledger; readonly refused: readonly LedgerResult[] } {
  const ledger = createLedger(products);
  const refused = movements.map((movement) => ledger.apply([movement])).filter((result) => !result.ok);
  return { ledger, refused };
}

function fits(quantity: number, { unit, kind }: LedgerProduct): boolean {
  if (!(quantity > 0 && quantity <= maxQuantity)) return false;
  if (kind === 'serialized') return quantity === 1;
  if (unit === 'unit') return Number.isInteger(quantity);
  return Math.round(quantity * scale) / scale === quantity;
}

function sameMovement(a: Movement, b: Movement): boolean {
  const fields = ['kind', 'productId', 'quantity', 'serial', 'compensates'] as const;
  return fields.every((field) => a[field] === b[field]);
}

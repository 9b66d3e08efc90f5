import { serialNumberToHex, tryParseSerialNumber } from '@field/core';
import type { BackendOperation } from '../backend.ts';
import { backendError } from '../backend-errors.ts';
import type { IxcRow } from './ixc-answers.ts';
import type { IxcClient } from './ixc-client.ts';
import type { IxcOperation } from './ixc-operation.ts';
import type { IxcSettings } from './ixc-options.ts';
import { markerOf } from './ixc-values.ts';

const lending = 'su_oss_mov_comodato_wiz';
const givingBack = 'baixar_comodato_23069';
/** What both tables of loans are views of; a filter by their own names is answered with a web page. */
const source = 'movimento_produtos';
/** `patrimonio.situacao` of what may leave a warehouse: 1 available, 7 available with the technician. */
const available: ReadonlySet<string> = new Set(['1', '7']);

/** What a loan needs of settings and the technician's report. */
export interface IxcLoan {
  readonly serial: string;
  readonly product: NonNullable<IxcSettings['products']>[string];
  readonly warehouse: string;
  readonly name: string;
}

/**
 * A loan (comodato) as a loan in IXC. Fields, and that the row takes effect the moment it is made, as the provider's collection of
 * requests documents them and public clients of it use them (Vingreyck/SeeNet, Henricorcs/Folha-de-Pagamento, tecrodrigocastro/ixc_sdk);
 * `tipo` is `S`, as real rows have it, and not the `C` of the example. Null where it can only be told in words.
 */
export function ixcLoan(
  client: IxcClient,
  settings: IxcSettings,
  operation: BackendOperation,
  day: string,
  order: () => Promise<IxcRow>,
  signal: AbortSignal,
): IxcOperation | null {
  const loan = loanOf(settings, operation);
  if (!loan) return null;
  const asset = () => findAsset(client, loan, signal);
  const list = (table: string, field: string, value: string) =>
    client.list(table, field, [value], signal, { source, columns: 'some' });

  if (operation.action.kind === 'lendProduct') {
    return {
      async send() {
        const [found, { id_contrato_kit = '', id_login = '', id_filial = '' }] = [
          await asset(),
          await order(),
        ];
        const {
          id = '',
          situacao = '',
          id_almoxarifado,
          serial = '',
          serial_fornecedor = '',
          id_mac = '',
        } = found;
        if (!available.has(situacao) || id_almoxarifado !== loan.warehouse) {
          throw refused(
            lending,
            `asset ${id} (${loan.serial}) is not available in warehouse ${loan.warehouse}`,
          );
        }
        const { product } = loan;
        return client.insert(
          lending,
          {
            id_oss_chamado: operation.foreignId,
            id_contrato: id_contrato_kit,
            id_login,
            id_patrimonio: id,
            id_produto: product.id,
            descricao: `${loan.name} ${markerOf(operation)}`,
            data: day,
            id_unidade: product.unitId,
            id_almox: loan.warehouse,
            filial_id: id_filial,
            qtde_saida: '1',
            valor_unitario: product.unitPrice,
            valor_total: product.unitPrice,
            patrimonio: serial,
            numero_patrimonial: serial,
            numero_serie: serial_fornecedor,
            // Without it IXC hides the asset on its screens.
            mac: id_mac,
            tipo: 'S',
            tipo_produto: 'P',
            estoque: 'S',
            fator_conversao: '1.000000000',
            garantia_oss: 'N',
            status_comodato: 'E',
            ultima_situacao_patrimonio: situacao,
            ...product.fields,
          },
          signal,
        );
      },
      async isThere() {
        const { id } = await asset();
        const rows = await list(lending, 'id_oss_chamado', operation.foreignId);
        return rows.some((row) => row.id_patrimonio === id && row.status_comodato === 'E');
      },
    };
  }

  /** The row of the contract by which the asset is out; undefined where it is back. */
  async function out(): Promise<IxcRow | undefined> {
    const [{ id }, { id_contrato_kit = '' }] = [await asset(), await order()];
    const rows = await list('cliente_contrato_comodato', 'id_contrato', id_contrato_kit);
    return rows.find((row) => row.id_patrimonio === id && row.status_comodato === 'E');
  }
  return {
    async send() {
      const [row, { id_filial = '' }] = [await out(), await order()];
      // Back already, by an earlier attempt or a person.
      if (!row) return { kind: 'done', foreignRef: null };
      return client.insert(
        givingBack,
        {
          id: row.id ?? '',
          id_almox: loan.warehouse,
          id_almox_label: loan.warehouse,
          id_filial_baixa: id_filial,
          id_filial_baixa_label: id_filial,
        },
        signal,
      );
    },
    isThere: async () => (await out()) === undefined,
  };
}

/** Null where settings or report lack some of it: then it is told in words. */
export function loanOf(
  { loans, products, warehouses }: IxcSettings,
  operation: BackendOperation,
): IxcLoan | null {
  const { action, technicianId } = operation;
  if (!loans || (action.kind !== 'lendProduct' && action.kind !== 'returnProduct')) return null;
  const product = products?.[action.productId];
  const warehouse = warehouses?.[technicianId];
  const { serial, name } = action.product;
  return serial === null || !product || warehouse === undefined ? null : { serial, product, warehouse, name };
}

/** The asset of a serial number, by whichever of its names the provider has it. @throws FieldError where it is none, or several */
async function findAsset(
  client: IxcClient,
  { serial, product }: IxcLoan,
  signal: AbortSignal,
): Promise<IxcRow> {
  const parsed = tryParseSerialNumber(serial);
  const spellings = new Set([
    serial,
    ...(parsed ? [parsed.serialNumber, serialNumberToHex(parsed.serialNumber)] : []),
  ]);
  for (const field of ['serial_fornecedor', 'id_mac', 'serial']) {
    const rows = await client.list('patrimonio', field, [...spellings], signal);
    const found = new Map(
      rows.filter(({ id_produto }) => id_produto === product.id).map((row) => [row.id, row]),
    );
    const [asset] = found.values();
    if (found.size > 1)
      throw refused('patrimonio', `${found.size} assets of product ${product.id} are ${serial}`);
    if (asset) return asset;
  }
  throw refused('patrimonio', `no asset of product ${product.id} has the serial number ${serial}`);
}

function refused(what: string, reason: string) {
  return backendError('server.backend_refused', { backend: 'IXC', what, reason });
}

import type { Location } from '@field/core';

import type { BackendOperation } from '../backend.ts';
import { backendError } from '../backend-errors.ts';
import type { IxcRow } from './ixc-answers.ts';
import type { IxcClient } from './ixc-client.ts';
import { ixcLoan, loanOf } from './ixc-loans.ts';
import type { IxcOperation } from './ixc-operation.ts';
import type { IxcSettings } from './ixc-options.ts';
import { markerOf, writeIxcTime } from './ixc-values.ts';
import { openIxcOrder } from './open-ixc-order.ts';

/** How an operation is told to IXC. */
export function ixcOperation(
  client: IxcClient,
  settings: IxcSettings,
  operation: BackendOperation,
  signal: AbortSignal,
): IxcOperation {
  const { action, foreignId, technicianId } = operation;
  const time = writeIxcTime(operation.occurredAt, settings.utcOffset);
  const technician = settings.technicians[technicianId] ?? '';
  const theirs = (ours: string | null) => (ours === null ? undefined : settings.technicians[ours]);
  const message = `${operation.text}\n${markerOf(operation)}`;
  const button = (table: string, fields: Readonly<Record<string, string>>) =>
    client.insert(
      table,
      { id_chamado: foreignId, id_tecnico: technician, mensagem: message, data_inicio: time, ...fields },
      signal,
    );
  const order = () => readOrder(client, foreignId, signal);
  /** A PUT replaces the whole row: what is left out is emptied. */
  const changeOrder = (fields: IxcRow, isDone: (now: IxcRow) => boolean): IxcOperation => ({
    send: async () => client.replace('su_oss_chamado', foreignId, { ...(await order()), ...fields }, signal),
    isThere: async () => isDone(await order()),
  });
  const hasMessage = () =>
    isMarked(client, 'su_oss_chamado_mensagem', 'id_chamado', 'mensagem', operation, signal);

  switch (action.kind) {
    case 'openTicket':
      return openIxcOrder(client, settings, action.ticket, operation, signal);
    case 'assign': {
      const wanted = theirs(action.technicianId);
      if (wanted === undefined) break;
      return changeOrder({ id_tecnico: wanted }, (now) => now.id_tecnico === wanted);
    }
    case 'schedule': {
      const { schedule } = action;
      const from = schedule && writeIxcTime(schedule.startsAt, settings.utcOffset);
      const fields = schedule &&
        from && {
          status: 'AG',
          data_inicio: from,
          data_final: writeIxcTime(schedule.endsAt, settings.utcOffset),
        };
      return {
        async send() {
          const { id_tecnico = '' } = await order();
          const who = { id_tecnico: theirs(action.technicianId) ?? id_tecnico };
          if (fields) return button('su_oss_chamado_reagendar', { ...who, ...fields });
          return button('su_oss_chamado_reagendamento', { ...who, status: 'RAG' });
        },
        isThere: async () => (from !== null && (await order()).data_agenda === from) || (await hasMessage()),
      };
    }
    case 'startVisit':
    case 'customerAbsent': {
      const [table, status] =
        action.kind === 'startVisit'
          ? (['su_oss_chamado_executar', 'EX'] as const)
          : (['su_oss_chamado_reagendamento', 'RAG'] as const);
      return {
        send: () => button(table, { status, ...place(action.location, time) }),
        isThere: async () => (await order()).status === status || (await hasMessage()),
      };
    }
    case 'cancel': {
      const diagnosis = settings.cancellation?.diagnosisId;
      if (diagnosis === undefined) break;
      // As mateusfg7/ixc-os-killer closes an order for good.
      return {
        async send() {
          const { id_tecnico = '', status } = await order();
          if (status === 'F') return { kind: 'done', foreignRef: foreignId };
          return button('su_oss_chamado_fechar', {
            id_tecnico,
            status: 'F',
            data_final: time,
            id_su_diagnostico: diagnosis,
            gera_comissao: 'N',
            // No next task of its workflow is to come.
            finaliza_processo: 'S',
          });
        },
        isThere: async () => (await order()).status === 'F',
      };
    }
    case 'close':
      return {
        async send() {
          const { id_wfl_processo = '', id_wfl_param_os = '', id_wfl_tarefa = '', status } = await order();
          // Closed over there already, by an earlier attempt or by a person: closing again would write a second report.
          if (status === 'F') return { kind: 'done', foreignRef: foreignId };
          return button('su_oss_chamado_fechar', {
            status: 'F',
            data_final: time,
            id_su_diagnostico: settings.diagnoses?.[action.closing.cause.code] ?? '',
            justificativa_sla_atrasado: action.closing.delayReason ?? '',
            id_processo: id_wfl_processo || id_wfl_param_os,
            id_tarefa_atual: id_wfl_tarefa,
          });
        },
        isThere: async () => (await order()).status === 'F',
      };
    case 'moveLocation': {
      const { latitude, longitude } = action.location;
      const wanted = { latitude: String(latitude), longitude: String(longitude) };
      return changeOrder(
        wanted,
        (now) => Number(now.latitude) === latitude && Number(now.longitude) === longitude,
      );
    }
    case 'addEvidence': {
      const { sha256, mediaType, category } = action.evidence;
      return {
        send() {
          const form = new FormData();
          form.set('id_oss_chamado', foreignId);
          form.set('descricao', `${category} ${markerOf(operation)}`);
          form.set(
            'local_arquivo',
            new Blob([action.bytes], { type: mediaType }),
            `${sha256}.${mediaType.split('/')[1]}`,
          );
          return client.insert('su_oss_chamado_arquivos', form, signal);
        },
        isThere: () =>
          isMarked(client, 'su_oss_chamado_arquivos', 'id_oss_chamado', 'descricao', operation, signal),
      };
    }
    case 'useProduct': {
      const product = settings.products?.[action.productId];
      const warehouse = settings.warehouses?.[technicianId];
      if (!product || warehouse === undefined) break;
      const { quantity } = action.product;
      return {
        send: () =>
          client.insert(
            'su_oss_mov_produto',
            {
              id_oss_chamado: foreignId,
              id_produto: product.id,
              id_unidade: product.unitId,
              id_almox: warehouse,
              qtde_saida: String(quantity),
              valor_unitario: product.unitPrice,
              valor_total: (quantity * Number(product.unitPrice)).toFixed(2),
              data: time.slice(0, 10),
              descricao: `${action.product.name} ${markerOf(operation)}`,
              ...product.fields,
            },
            signal,
          ),
        // The list of `su_oss_mov_produto` ignores the order and tells nothing of one that has rows.
        isThere: () =>
          isMarked(client, 'movimento_produtos', 'id_oss_chamado', 'descricao', operation, signal),
      };
    }
    case 'lendProduct':
    case 'returnProduct': {
      const loan = ixcLoan(client, settings, operation, time.slice(0, 10), order, signal);
      if (!loan) break;
      return loan;
    }
    default:
      break;
  }
  return {
    async send() {
      // A message carries the order's state: another one would move the order.
      const { status = 'A' } = await order();
      return button('su_oss_chamado_mensagem', { status, finaliza_processo: 'N', data_final: time });
    },
    isThere: hasMessage,
  };
}

/** Whether an operation is told to IXC as what it is, as these settings are; else it is a line of text. */
export function isNativeToIxc(settings: IxcSettings, operation: BackendOperation): boolean {
  const { technicians, products, warehouses, cancellation } = settings;
  const { action, technicianId } = operation;
  switch (action.kind) {
    case 'assign':
      return action.technicianId !== null && technicians[action.technicianId] !== undefined;
    case 'useProduct':
      return products?.[action.productId] !== undefined && warehouses?.[technicianId] !== undefined;
    case 'lendProduct':
    case 'returnProduct':
      return loanOf(settings, operation) !== null;
    case 'cancel':
      return cancellation !== undefined;
    default:
      return true;
  }
}

/** @throws FieldError where the order is not there, or cannot be read */
async function readOrder(client: IxcClient, id: string, signal: AbortSignal): Promise<IxcRow> {
  const [order] = await client.list('su_oss_chamado', 'id', [id], signal);
  if (!order) {
    const reason = `order ${id} is not there`;
    throw backendError('server.backend_refused', { backend: 'IXC', what: 'su_oss_chamado', reason });
  }
  return order;
}

async function isMarked(
  client: IxcClient,
  table: string,
  field: string,
  text: string,
  operation: BackendOperation,
  signal: AbortSignal,
): Promise<boolean> {
  // The mark tells whose a row is; `movimento_produtos` finds the rows of an order without telling the order.
  const rows = await client.list(table, field, [operation.foreignId], signal, { columns: 'some' });
  return rows.some((row) => row[text]?.includes(markerOf(operation)) === true);
}

function place(location: Location | null, time: string): Readonly<Record<string, string>> {
  if (!location) return {};
  const { latitude, longitude } = location;
  return { latitude: String(latitude), longitude: String(longitude), gps_time: time };
}

import type { BackendOperation, OpenedTicket } from '../backend.ts';
import { backendError } from '../backend-errors.ts';
import type { IxcClient } from './ixc-client.ts';
import type { IxcOperation } from './ixc-operation.ts';
import type { IxcSettings } from './ixc-options.ts';
import { markerOf, writeIxcPriority } from './ixc-values.ts';

const table = 'su_oss_chamado';

/**
 * A ticket that was opened here as an order there. What else a base demands of an order comes from the settings; where something is
 * missing IXC says so, and the operation waits for a person.
 */
export function openIxcOrder(
  client: IxcClient,
  { technicians, companies, newOrders }: IxcSettings,
  ticket: OpenedTicket,
  operation: BackendOperation,
  signal: AbortSignal,
): IxcOperation {
  const { contractId, companyId, technicianId, customer, problemCode, priority, location, protocol } = ticket;

  async function loginOf(contract: string): Promise<string> {
    const [login] = await client.list('radusuarios', 'id_contrato', [contract], signal);
    return login?.id ?? '';
  }

  return {
    async send() {
      const subject = newOrders?.subjects[problemCode.code];
      if (subject === undefined) {
        const reason = `newOrders.subjects has no ${problemCode.code}`;
        throw backendError('server.backend_refused', { backend: 'IXC', what: table, reason });
      }
      const row = {
        tipo: 'C',
        status: 'A',
        id_assunto: subject,
        id_cliente: customer.id,
        id_contrato_kit: contractId ?? '',
        id_login: contractId === null ? '' : await loginOf(contractId),
        id_filial: companies[companyId] ?? '',
        id_tecnico: technicianId === null ? '' : (technicians[technicianId] ?? ''),
        prioridade: writeIxcPriority(priority),
        protocolo: protocol,
        mensagem: `${operation.text}\n${markerOf(operation)}`,
        ...(location && { latitude: String(location.latitude), longitude: String(location.longitude) }),
        ...newOrders?.fields,
      };
      return client.insert(table, row, signal);
    },
    async isThere() {
      const orders = await client.list(table, 'id_cliente', [customer.id], signal);
      const made = orders.find(({ mensagem }) => mensagem?.includes(markerOf(operation)) === true);
      return made?.id ?? false;
    },
  };
}

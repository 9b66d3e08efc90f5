import { isFieldError } from '@field/core';
import type { Backend, BackendCapabilities } from '../backend.ts';
import { createIxcClient } from './ixc-client.ts';
import { isNativeToIxc, ixcOperation } from './ixc-operations.ts';
import type { IxcOptions } from './ixc-options.ts';
import { listIxcTickets } from './ixc-tickets.ts';

/**
 * What the public interface of IXC takes. Only IXC's own app may say that a technician travels. Material without a serial number
 * that comes back is told in words whatever the settings.
 */
const capabilities: BackendCapabilities = {
  openTicket: 'native',
  assign: 'native',
  schedule: 'native',
  cancel: 'native',
  enRoute: 'note',
  startVisit: 'native',
  customerAbsent: 'native',
  useProduct: 'native',
  returnProduct: 'native',
  lendProduct: 'native',
  moveLocation: 'native',
  addEvidence: 'native',
  close: 'native',
  note: 'native',
};

const degradations: Backend['degradations'] = { enRoute: 'ownAppOnly' };

/** Only what settings map is written as what it is. */
function abilities(options: IxcOptions): Pick<Backend, 'capabilities' | 'degradations'> {
  const { newOrders, products, warehouses, loans, cancellation } = options;
  const hasMaterial = products !== undefined && warehouses !== undefined;
  const hasLoans = hasMaterial && loans === true;
  const lacking = {
    ...(!newOrders && { openTicket: 'none' as const }),
    ...(!hasMaterial && { useProduct: 'note' as const }),
    ...(!hasLoans && { lendProduct: 'note' as const, returnProduct: 'note' as const }),
    ...(!cancellation && { cancel: 'note' as const }),
  };
  const why = Object.fromEntries(Object.keys(lacking).map((kind) => [kind, 'notConfigured' as const]));
  return { capabilities: { ...capabilities, ...lacking }, degradations: { ...degradations, ...why } };
}

/**
 * IXC Provedor as a backend: orders (`su_oss_chamado`) of the mapped technicians come in as tickets, what is done to them goes out.
 *
 * @example
 * const ixc = createIxcBackend({ url: 'https://ixc.provedor.com.br', token, utcOffset: '-03:00',
 *   technicians: { ana: '12' }, companies: { matriz: '1' } });
 * const sync = createBackendSync({ storage, backends: [{ tenantId: 'norte', backend: ixc }] });
 */
export function createIxcBackend(options: IxcOptions): Backend {
  const client = createIxcClient(options);
  return {
    name: 'ixc',
    ...abilities(options),
    capabilityOf: (operation) => (isNativeToIxc(options, operation) ? 'native' : 'note'),
    listTickets: (known, signal) => listIxcTickets(client, options, known, signal),
    async send(operation, signal) {
      try {
        return await ixcOperation(client, options, operation, signal).send();
      } catch (error) {
        // Rejects only for what it reads before it writes.
        if (!isFieldError(error)) throw error;
        return { kind: error.retryable ? 'notSent' : 'refused', error };
      }
    },
    async readBack(operation, signal) {
      const found = await ixcOperation(client, options, operation, signal).isThere();
      if (typeof found === 'string') return { kind: 'done', foreignRef: found };
      return { kind: found ? 'done' : 'notDone' };
    },
  };
}

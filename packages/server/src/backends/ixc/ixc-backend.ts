import { isFieldError } from '@field/core';
import type { Backend, BackendCapabilities } from '../backend.ts';
import { createIxcClient } from './ixc-client.ts';
import { ixcOperation } from './ixc-operations.ts';
import type { IxcOptions } from './ixc-options.ts';
import { listIxcTickets } from './ixc-tickets.ts';

/**
 * What the public interface of IXC takes. Only IXC's own app may say that a technician travels, and no button cancels an order. A loan
 * takes effect when its row is made and needs the asset's id, which is IXC's alone: it is told in words, as is material that comes back.
 */
const capabilities: BackendCapabilities = {
  openTicket: 'native',
  assign: 'native',
  schedule: 'native',
  cancel: 'note',
  enRoute: 'note',
  startVisit: 'native',
  customerAbsent: 'native',
  useProduct: 'native',
  returnProduct: 'note',
  lendProduct: 'note',
  moveLocation: 'native',
  addEvidence: 'native',
  close: 'native',
  note: 'native',
};

const degradations: Backend['degradations'] = {
  cancel: 'notPublished',
  enRoute: 'ownAppOnly',
  returnProduct: 'foreignIdMissing',
  lendProduct: 'foreignIdMissing',
};

/** Only what settings map is written as what it is. */
function abilities({ newOrders, products }: IxcOptions): Pick<Backend, 'capabilities' | 'degradations'> {
  const lacking = {
    ...(!newOrders && { openTicket: 'none' as const }),
    ...(!products && { useProduct: 'note' as const }),
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

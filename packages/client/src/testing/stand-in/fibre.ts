import {
  AuthorizeOnu,
  type AuthorizeResult,
  type ContractOnu,
  check,
  type DiscoveredOnu,
  judgeSignal,
  type OnuPlan,
  type OnuSignal,
  sameSerialNumber,
  serialNumberEndsWith,
  type Ticket,
} from '@field/core';
import { accept, refuse } from './reply.ts';
import type { Scope, World } from './world.ts';

/** What the stand-in's OLT does: no device, the answers of one. */
export interface Fibre {
  discover(endsWith: string | undefined): DiscoveredOnu[];
  plan(ticket: Ticket, input: unknown): { readonly plan: OnuPlan; readonly tag: string };
  authorize(scope: Scope, ticket: Ticket, input: unknown, occurredAt: string): AuthorizeResult;
  /** Measures the contract's ONU; the first reading of it stands on the ticket's timeline. */
  signal(scope: Scope, ticket: Ticket): OnuSignal;
  /** Takes the contract's ONU off. */
  remove(ticket: Ticket): ContractOnu;
}

export function createFibre(world: World): Fibre {
  function request(ticket: Ticket, input: unknown): AuthorizeOnu {
    const wanted = accept(check(AuthorizeOnu, input));
    const bound = ticket.network.onu;
    if (bound && !sameSerialNumber(bound.serialNumber, wanted.serialNumber))
      refuse('server.onu_already_bound');
    if (wanted.oltId !== 'olt-1') refuse('server.olt_missing');
    return wanted;
  }

  const boundOf = ({ network }: Ticket): ContractOnu => network.onu ?? refuse('server.onu_missing');

  return {
    discover: (endsWith = '') =>
      world.waitingOnus.filter(
        ({ serialNumber }) => endsWith === '' || serialNumberEndsWith(serialNumber ?? '', endsWith),
      ),
    plan(ticket, input) {
      const { at, serialNumber } = request(ticket, input);
      const place = `${at.shelf}/${at.slot}`;
      const add = `ont add ${at.port} sn-auth ${serialNumber}`;
      const steps = [{ mode: `interface gpon ${place}`, send: add, undo: [`ont delete ${at.port}`] }];
      const done = ticket.network.onu !== null;
      const plan: OnuPlan = {
        summary: `${serialNumber} @ ${place}/${at.port}`,
        steps: done ? [] : steps,
        decision: done ? 'unchanged' : 'plan',
        conflictAt: null,
      };
      return { plan, tag: `plan-${serialNumber}-${at.port}-${done ? 0 : 1}` };
    },
    authorize(scope, ticket, input, occurredAt) {
      const { at, oltId, serialNumber } = request(ticket, input);
      const outcome = ticket.network.onu ? 'unchanged' : 'created';
      const address = ticket.network.onu?.address ?? { ...at, onuId: world.revision % 128 };
      if (outcome === 'created') {
        const onu = { oltId, address, serialNumber };
        world.updateContract(ticket.contractId, { onuState: 'online', onu });
        world.waitingOnus = world.waitingOnus.filter((one) => one.serialNumber !== serialNumber);
        const params = { oltId, serialNumber };
        world.addEntry(scope, { ticketId: ticket.id, kind: 'onuAuthorized', occurredAt, params });
      }
      return { outcome, oltId, serialNumber, address, conflictAt: null, reply: null };
    },
    signal(scope, ticket) {
      const { address, oltId, serialNumber } = boundOf(ticket);
      // Between -18 and -24.9 dBm, the same for the same unit.
      const tenths = [...serialNumber].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 70, 0);
      const readings = { rxAtOnuDbm: -18 - tenths / 10, rxAtOltDbm: -19.5 - tenths / 10 };
      const isKnown = world.timeline.some(
        ({ kind, params, ticketId }) =>
          kind === 'signalRead' && ticketId === ticket.id && params.serialNumber === serialNumber,
      );
      if (!isKnown) {
        const params = { oltId, serialNumber, ...readings };
        world.addEntry(scope, { ticketId: ticket.id, kind: 'signalRead', occurredAt: world.now(), params });
      }
      return {
        address,
        ...readings,
        txAtOnuDbm: 2.3,
        temperatureCelsius: 41,
        voltageVolts: 3.3,
        biasMilliamps: 11,
        distanceMetres: 1200 + tenths * 10,
        quality: judgeSignal(readings),
        measuredAt: world.now(),
      };
    },
    remove(ticket) {
      const onu = boundOf(ticket);
      world.updateContract(ticket.contractId, { onuState: 'none', onu: null });
      return onu;
    },
  };
}

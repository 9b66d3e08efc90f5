import { createHash } from 'node:crypto';
import { type CodedLabel, type Customer, isFinished, type Schedule } from '@field/core';
import { readForeignStatus } from '@field/core/foreign';
import type { ForeignTicket, KnownTicket } from '../backend.ts';
import type { IxcRow } from './ixc-answers.ts';
import type { IxcClient } from './ixc-client.ts';
import type { IxcSettings } from './ixc-options.ts';
import { operationOf, readIxcLocation, readIxcPriority, readIxcText, readIxcTime } from './ixc-values.ts';

/** What IXC says of the orders of our technicians, in our words. */
export async function listIxcTickets(
  client: IxcClient,
  settings: IxcSettings,
  known: readonly KnownTicket[],
  signal: AbortSignal,
): Promise<ForeignTicket[]> {
  const orders = await client.list(
    'su_oss_chamado',
    'id_tecnico',
    Object.values(settings.technicians),
    signal,
  );
  const open = orders.filter((order) => !isFinished(statusOf(order)));
  const listed = new Set(open.map(({ id }) => id));
  // What is on nobody's list any more was closed, or given to somebody we do not know: asked for one by one.
  const missing = known.map(({ foreignId }) => foreignId).filter((id) => !listed.has(id));
  const gone = await client.list('su_oss_chamado', 'id', missing, signal);
  const reader = createReader(client, settings, signal);
  const fingerprints = new Map(known.map(({ foreignId, fingerprint }) => [foreignId, fingerprint]));
  const tickets: ForeignTicket[] = [];
  for (const order of [...open, ...gone]) {
    const fingerprint = fingerprintOf(order);
    if (fingerprints.get(order.id ?? '') === fingerprint) continue;
    tickets.push(await reader(order, fingerprint));
  }
  return tickets;
}

function statusOf({ status }: IxcRow) {
  return readForeignStatus('ixc', status);
}

/** The fields of an order a ticket is made of; messages and the time of the last change are none. */
const told = [
  'id',
  'status',
  'id_tecnico',
  'id_filial',
  'id_cliente',
  'id_login',
  'id_contrato_kit',
  'id_assunto',
  'protocolo',
  'prioridade',
  'data_agenda',
  'data_agenda_final',
  'latitude',
  'longitude',
] as const;

function fingerprintOf(order: IxcRow): string {
  return createHash('sha256')
    .update(JSON.stringify(told.map((field) => order[field] ?? '')))
    .digest('base64url');
}

/** Reads what an order only names: customer, login, contract, subject; each once a list. */
function createReader(client: IxcClient, settings: IxcSettings, signal: AbortSignal) {
  const rows = new Map<string, Promise<IxcRow | null>>();
  const find = (table: string, id: string | undefined): Promise<IxcRow | null> => {
    if (id === undefined || id === '' || id === '0') return Promise.resolve(null);
    const key = `${table}/${id}`;
    const found = rows.get(key) ?? client.list(table, 'id', [id], signal).then(([row]) => row ?? null);
    rows.set(key, found);
    return found;
  };
  const ours = (map: Readonly<Record<string, string>>, theirs: string | undefined) =>
    Object.keys(map).find((key) => map[key] === theirs) ?? null;

  return async (order: IxcRow, fingerprint: string): Promise<ForeignTicket> => {
    const { id = '', id_cliente, id_login, id_contrato_kit, id_assunto } = order;
    const customer = await find('cliente', id_cliente);
    const login = await find('radusuarios', id_login);
    const contractId = readIxcText(id_contrato_kit, 100) ?? readIxcText(login?.id_contrato, 100);
    const contract = await find('cliente_contrato', contractId ?? undefined);
    const subject = await find('su_oss_assunto', id_assunto);
    const city = await find('cidade', customer?.cidade);
    const { utcOffset } = settings;
    const openedBy = operationOf(order.mensagem);
    return {
      foreignId: id,
      fingerprint,
      ...(openedBy !== undefined && { openedBy }),
      said: { technician: readIxcText(order.id_tecnico, 100), status: order.status ?? '' },
      status: statusOf(order),
      technicianId: ours(settings.technicians, order.id_tecnico),
      companyId: ours(settings.companies, order.id_filial) ?? Object.keys(settings.companies)[0] ?? '',
      protocol: readIxcText(order.protocolo, 128) ?? id,
      priority: readIxcPriority(order.prioridade),
      problemCode: subjectOf(subject, id_assunto),
      schedule: scheduleOf(order, utcOffset),
      address: {
        street: customer?.endereco?.slice(0, 200) ?? '',
        number: customer?.numero?.slice(0, 20) ?? '',
        complement: customer?.complemento?.slice(0, 200) ?? '',
        district: customer?.bairro?.slice(0, 100) ?? '',
        city: (city?.nome ?? '').slice(0, 100),
        state: '',
        postalCode: customer?.cep?.slice(0, 20) ?? '',
        reference: customer?.referencia?.slice(0, 500) ?? '',
      },
      location:
        readIxcLocation(order.latitude, order.longitude) ??
        readIxcLocation(customer?.latitude, customer?.longitude),
      customer: customerOf(customer, id_cliente),
      openedAt: readIxcTime(order.data_abertura, utcOffset) ?? '1970-01-01T00:00:00Z',
      contract: {
        id: contractId ?? `order-${id}`,
        plan: readIxcText(contract?.contrato, 200),
        ctoPort: readIxcText(login?.ftth_porta, 20),
        pppoe: login?.login
          ? { login: login.login.slice(0, 200), password: login.senha?.slice(0, 200) ?? '' }
          : null,
      },
    };
  };
}

function subjectOf(subject: IxcRow | null, id: string | undefined): CodedLabel {
  return { code: id === undefined || id === '' ? '0' : id, label: (subject?.assunto ?? '').slice(0, 200) };
}

/** IXC writes the end only where somebody gave one: an hour is a slot that fits in its calendar. */
function scheduleOf({ data_agenda, data_agenda_final }: IxcRow, utcOffset: string): Schedule | null {
  const startsAt = readIxcTime(data_agenda, utcOffset);
  if (startsAt === null) return null;
  const given = readIxcTime(data_agenda_final, utcOffset);
  const isRange = given !== null && Date.parse(given) > Date.parse(startsAt);
  return { startsAt, endsAt: isRange ? given : new Date(Date.parse(startsAt) + 3_600_000).toISOString() };
}

function customerOf(customer: IxcRow | null, id = '0'): Customer {
  return {
    id,
    name: readIxcText(customer?.razao, 200) ?? readIxcText(customer?.fantasia, 200) ?? '?',
    phone: readIxcText(customer?.telefone_celular, 40) ?? readIxcText(customer?.fone, 40),
  };
}

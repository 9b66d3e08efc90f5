import { type DiscoveredOnu, defaultClosingPolicy, type StockItem, type Ticket } from '@field/core';
import { createSeededRandom } from '../seeded-random.ts';
import type { StandInData } from './stand-in-data.ts';

/** How {@link createSeededData} makes a provider. */
export interface SeededDataOptions {
  /** The same seed gives the same provider; 1 where left out. */
  readonly seed?: number | undefined;
  /** The day the tickets are about, ISO 8601; the stand-in's clock where left out. */
  readonly day?: string | undefined;
  /** How many tickets; 12 where left out. */
  readonly tickets?: number | undefined;
}

const firstNames = ['José', 'Maria', 'João', 'Antônia', 'Luís', 'Conceição', 'Ângela', 'Sebastião'];
const lastNames = ['da Silva', 'dos Santos', 'Gonçalves', 'Araújo', 'Magalhães', 'Lima'];
const streets = ['Rua das Flores', 'Avenida Brasil', 'Travessa do Porto', 'Rua Sete de Setembro'];
const problems = [
  { code: 'INST', label: 'INSTALAÇÃO' },
  { code: 'SLOW', label: 'LENTIDÃO' },
  { code: 'DOWN', label: 'SEM SINAL' },
];
const hour = 3_600_000;

/**
 * A provider with two technicians (`ana` and `beto`), a dispatcher (`dora`), all with password `fibra`, a day of tickets, stock, CTOs and ONUs that wait
 * for authorization. Names are invented.
 */
export function createSeededData({
  seed = 1,
  day = '2026-03-02T08:00:00-03:00',
  tickets = 12,
}: SeededDataOptions = {}): StandInData {
  const random = createSeededRandom(seed);
  const below = (count: number) => {
    const [high = 0, low = 0] = random(new Uint8Array(2));
    return (high * 256 + low) % count;
  };
  const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const start = Date.parse(day);
  const at = (ms: number) => new Date(start + ms).toISOString();
  const lastStart = new Date(start).setHours(47, 0, 0, 0);

  const ticketAt = (index: number): Ticket => {
    const name = `${one(firstNames)} ${one(lastNames)}`;
    const cto = `CTO-${String(1 + below(8)).padStart(2, '0')}`;
    const planned = start + (index % 6) * 90 * 60_000 + (index >= 8 ? 24 * hour : 0);
    // However late it is, nothing is later than tomorrow: an app prepares the days around today.
    const startsAt = Math.min(planned, lastStart);
    const isNew = index % 3 === 0;
    return {
      id: `os-${1001 + index}`,
      protocol: `2026${String(100 + index).padStart(6, '0')}`,
      status: 'assigned',
      contractId: `contract-${1 + index}`,
      companyId: 'matriz',
      technicianId: index % 5 === 4 ? 'beto' : 'ana',
      problemCode: isNew ? (problems[0] as (typeof problems)[number]) : one(problems.slice(1)),
      subcategory: null,
      schedule:
        index % 7 === 6 ? null : { startsAt: at(startsAt - start), endsAt: at(startsAt - start + hour) },
      priority: below(4) === 0 ? 'urgent' : 'normal',
      address: {
        street: one(streets),
        number: String(1 + below(900)),
        complement: '',
        district: 'Centro',
        city: 'Itajubá',
        state: 'MG',
        postalCode: '37500-000',
        reference: below(3) === 0 ? 'Portão azul' : '',
      },
      location: {
        latitude: -22.42 - below(400) / 10_000,
        longitude: -45.45 - below(400) / 10_000,
        accuracyMetres: null,
        measuredAt: null,
      },
      customer: {
        id: `customer-${1 + index}`,
        name,
        phone: `+55 35 9${String(10_000_000 + below(60_000)).slice(0, 8)}`,
      },
      network: {
        cto,
        seal: String(1000 + index),
        ctoPort: String(1 + below(16)),
        pppoeLogin: `cliente.${1 + index}`,
        plan: one(['FIBRA 300 MEGA', 'FIBRA 700 MEGA', 'FIBRA 1 GIGA']),
        subplan: null,
        onuState: isNew ? 'none' : 'online',
        onu: isNew
          ? null
          : {
              oltId: 'olt-1',
              address: { shelf: 0, slot: 1, port: below(8), onuId: 1 + (index % 127) },
              serialNumber: `HWTC${String(10_000_000 + index)}`,
            },
      },
      openedAt: at(-24 * hour),
      updatedAt: at(-24 * hour),
      version: 1,
    };
  };
  const list = Array.from({ length: tickets }, (_, index) => ticketAt(index));
  return {
    tenant: {
      tenantId: 'rede-norte',
      name: 'Rede Norte',
      locale: 'pt-BR',
      companies: [{ id: 'matriz', name: 'Rede Norte Telecom Ltda' }],
    },
    technicians: [
      { id: 'ana', name: 'Ana Souza', username: 'ana', password: 'fibra', companyIds: ['matriz'] },
      { id: 'beto', name: 'Beto Lima', username: 'beto', password: 'fibra', companyIds: ['matriz'] },
      {
        id: 'dora',
        name: 'Dora Reis',
        username: 'dora',
        password: 'fibra',
        companyIds: ['matriz'],
        role: 'dispatcher',
      },
    ],
    tickets: list,
    stock: { ana: stock('A'), beto: stock('B') },
    catalogues: {
      causes: [
        { code: 'fibre-cut', label: 'Rompimento de fibra' },
        { code: 'bad-connector', label: 'Conector danificado' },
      ],
      solutions: [
        { code: 'new-drop', label: 'Troca do drop' },
        { code: 'new-connector', label: 'Troca do conector' },
      ],
    },
    policies: [{ ...defaultClosingPolicy, id: 'geral' }],
    ctos: Array.from({ length: 8 }, (_, index) => ({
      id: `cto-${1 + index}`,
      name: `CTO-${String(1 + index).padStart(2, '0')}`,
      location: {
        latitude: -22.42 - index / 1000,
        longitude: -45.45,
        accuracyMetres: null,
        measuredAt: null,
      },
      ports: 16,
      oltId: 'olt-1',
      pon: `0/1/${index}`,
    })),
    pppoe: Object.fromEntries(
      list.map(({ contractId, network }, index) => [
        contractId,
        { login: network.pppoeLogin ?? '', password: `pppoe-${seed}-${index}` },
      ]),
    ),
    waitingOnus: [waitingOnu('HWTC2A3B4C5D', 0), waitingOnu('HWTC9F8E7D6C', 3)],
  };
}

function stock(series: string): StockItem[] {
  const bulk = { kind: 'bulk', serials: [] as string[] } as const;
  return [
    { ...bulk, serials: [], productId: 'drop', name: 'CABO DROP 1FO', unit: 'metre', available: 300 },
    { ...bulk, serials: [], productId: 'connector', name: 'CONECTOR SC/APC', unit: 'unit', available: 40 },
    {
      productId: 'router',
      name: 'ROTEADOR AX3000',
      unit: 'unit',
      kind: 'serialized',
      available: 3,
      serials: [`RT-${series}1`, `RT-${series}2`, `RT-${series}3`],
    },
  ];
}

function waitingOnu(serialNumber: string, port: number): DiscoveredOnu {
  return {
    oltId: 'olt-1',
    at: { shelf: 0, slot: 1, port },
    serialNumber,
    vendorId: 'HWTC',
    model: 'HG8245H',
    softwareVersion: null,
    mac: null,
    password: null,
    loid: null,
    firstSeenAt: null,
    serialNumberText: null,
    issues: [],
  };
}

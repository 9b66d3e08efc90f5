import type { Closing, OnuSignal, StockItem, Ticket, UseProduct } from '../src/index.ts';

/** A ticket as a server sends it; tests change the field they are about. */
export function ticket(changes: Partial<Ticket> = {}): Ticket {
  return {
    id: 'ticket-1',
    protocol: '00202601310001',
    status: 'open',
    contractId: 'contract-9',
    companyId: 'company-1',
    technicianId: 'technician-1',
    problemCode: { code: 'no-signal', label: 'SEM SINAL' },
    subcategory: null,
    schedule: { startsAt: '2026-01-31T14:00:00-03:00', endsAt: '2026-01-31T16:00:00-03:00' },
    priority: 'normal',
    address: {
      street: 'Rua das Flores',
      number: '120',
      complement: '',
      district: 'Centro',
      city: 'Itajubá',
      state: 'MG',
      postalCode: '37500-000',
      reference: 'Portão azul',
    },
    location: { latitude: -22.4256, longitude: -45.4528, accuracyMetres: null, measuredAt: null },
    customer: { id: 'customer-1', name: 'José da Conceição', phone: null },
    network: {
      cto: 'CTO-14',
      seal: 'L-0098',
      ctoPort: '3',
      pppoeLogin: 'jose.conceicao',
      plan: 'FIBRA 700 MEGA',
      subplan: null,
      onuState: 'none',
      onu: null,
    },
    openedAt: '2026-01-30T09:12:00-03:00',
    updatedAt: '2026-01-30T09:12:00-03:00',
    version: 1,
    ...changes,
  };
}

/** A closing nothing is missing in. */
export function closing(changes: Partial<Closing> = {}): Closing {
  return {
    cause: { code: 'broken-drop' },
    solution: { code: 'drop-replaced' },
    details: 'Drop trocado do poste até a casa.',
    addressChanged: false,
    readings: { rxAtOnuDbm: -21.5, rxAtOltDbm: -23.1, cto: 'CTO-14', seal: 'L-0098', ctoPort: '3' },
    photos: ['evidence-1'],
    customerSignature: 'evidence-2',
    technicianSignature: null,
    outcome: 'resolved',
    occurredAt: '2026-01-31T15:40:00-03:00',
    location: null,
    ...changes,
  };
}

export function dropCable(changes: Partial<StockItem> = {}): StockItem {
  return {
    productId: 'drop',
    name: 'CABO DROP',
    unit: 'metre',
    kind: 'bulk',
    available: 250,
    serials: [],
    ...changes,
  };
}

export function router(changes: Partial<StockItem> = {}): StockItem {
  return {
    productId: 'router',
    name: 'ROTEADOR CC09',
    unit: 'unit',
    kind: 'serialized',
    available: 2,
    serials: ['CC09-1', 'CC09-2'],
    ...changes,
  };
}

export function use(changes: Partial<UseProduct> = {}): UseProduct {
  return { productId: 'drop', quantity: 35.5, mode: 'sale', ...changes };
}

export function signal(changes: Partial<OnuSignal> = {}): OnuSignal {
  return {
    address: { shelf: 0, slot: 1, port: 2, onuId: 3 },
    rxAtOnuDbm: -21.5,
    txAtOnuDbm: 2.1,
    rxAtOltDbm: -23.1,
    temperatureCelsius: 41,
    voltageVolts: 3.3,
    biasMilliamps: 12,
    distanceMetres: 1432,
    quality: { overall: 'good', rxAtOnu: 'good', rxAtOlt: 'good', missing: {} },
    measuredAt: '2026-01-31T14:28:00Z',
    ...changes,
  };
}

import type { ClosingDraft, Session, TenantDiscovery, Ticket, Visit } from '@field/core';

/** A provider, its technician and one ticket, complete enough for every answer a test needs. */

export function sampleTenant(apiUrl: string): TenantDiscovery {
  return {
    version: 1,
    tenantId: 'rede-norte',
    name: 'Rede Norte',
    apiUrl,
    locale: 'pt-BR',
    companies: [{ id: 'c1', name: 'Rede Norte Telecom Ltda' }],
    capabilities: [],
  };
}

export const sampleLogin = { username: 'ana', password: 'segredo', companyId: 'c1' };

/** The session after so many refreshes. */
export function sampleSession(generation = 0, technician = { id: 't1', name: 'Ana Souza' }): Session {
  return {
    accessToken: `access-${technician.id}-${generation}`,
    accessTokenExpiresAt: '2026-03-02T15:00:00Z',
    refreshToken: `refresh-${technician.id}-${generation}`,
    technician,
    company: { id: 'c1', name: 'Rede Norte Telecom Ltda' },
    tenantId: 'rede-norte',
  };
}

export const sampleTicket: Ticket = {
  id: 'os-1001',
  protocol: '0002026001',
  status: 'assigned',
  contractId: '555',
  companyId: 'c1',
  technicianId: 't1',
  problemCode: { code: 'INST', label: 'INSTALAÇÃO' },
  subcategory: null,
  schedule: { startsAt: '2026-03-02T13:00:00Z', endsAt: '2026-03-02T15:00:00Z' },
  priority: 'urgent',
  address: {
    street: 'Rua das Flores',
    number: '12',
    complement: '',
    district: 'Centro',
    city: 'Itajubá',
    state: 'MG',
    postalCode: '37500-000',
    reference: '',
  },
  location: null,
  customer: { id: '77', name: 'José da Silva', phone: null },
  network: {
    cto: 'CTO-07',
    seal: null,
    ctoPort: '3',
    pppoeLogin: 'jose.silva',
    plan: 'FIBRA 700 MEGA',
    subplan: null,
    onuState: 'none',
    onu: null,
  },
  openedAt: '2026-03-01T12:00:00Z',
  updatedAt: '2026-03-01T12:00:00Z',
  version: 1,
};

export const sampleVisit: Visit = {
  id: 'v1',
  ticketId: 'os-1001',
  technicianId: 't1',
  startedAt: '2026-03-02T14:28:00Z',
  startedFrom: null,
  endedAt: null,
  outcome: null,
};

export const sampleStart = { startedAt: '2026-03-02T14:28:00Z', location: null };

export const sampleClosing: ClosingDraft = {
  cause: { code: 'FIBER_CUT' },
  solution: { code: 'SPLICE' },
  details: 'Refeita a fusão na CTO e testado o acesso.',
  addressChanged: false,
  readings: { rxAtOnuDbm: -19.4, rxAtOltDbm: -21.7, cto: 'CTO-07', seal: null, ctoPort: '3' },
  photos: ['e1'],
  customerSignature: 'e2',
  technicianSignature: null,
  outcome: 'resolved',
  occurredAt: '2026-03-02T15:20:00Z',
  location: null,
};

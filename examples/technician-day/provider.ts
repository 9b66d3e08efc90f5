import type { Simulator } from '@field/olt/simulator';
import type { TenantImport } from '@field/server';

/** Who works here, with a password made up for this run. */
export const technician = { username: 'marina', companyId: 'matriz' } as const;

/** A small provider in Minas Gerais: one company, one technician, one OLT, three tickets. */
export function provider(options: {
  readonly domain: string;
  readonly olt: Simulator;
  readonly password: string;
}): TenantImport {
  const { domain, olt, password } = options;
  const address = {
    street: 'Rua das Acácias',
    number: '120',
    complement: '',
    district: 'Centro',
    city: 'São Gonçalo do Sapucaí',
    state: 'MG',
    postalCode: '37490-000',
    reference: 'portão verde',
  };
  const ticket = { companyId: 'matriz', technicianId: 'marina', address, openedAt: '2026-11-20T13:00:00Z' };
  return {
    id: 'serra',
    name: 'Serra Fibra',
    locale: 'pt-BR',
    domains: [domain],
    companies: [{ id: 'matriz', name: 'Serra Fibra Telecom Ltda' }],
    technicians: [
      { id: 'marina', name: 'Marina Prado', username: technician.username, password, companyIds: ['matriz'] },
    ],
    causes: [
      { code: 'NEW', label: 'Nova instalação' },
      { code: 'FIBRE', label: 'Rompimento de fibra' },
    ],
    solutions: [
      { code: 'INSTALLED', label: 'Instalação concluída' },
      { code: 'SPLICED', label: 'Fusão refeita' },
    ],
    products: [
      { id: 'drop', name: 'Cabo drop 1 FO', unit: 'metre', kind: 'bulk' },
      { id: 'connector', name: 'Conector SC/APC', unit: 'unit', kind: 'bulk' },
      { id: 'router', name: 'Roteador AX1800', unit: 'unit', kind: 'serialized' },
    ],
    stock: [
      { technicianId: 'marina', productId: 'drop', available: 300 },
      { technicianId: 'marina', productId: 'connector', available: 20 },
      { technicianId: 'marina', productId: 'router', serials: ['RT-0007', 'RT-0008'] },
    ],
    olts: [
      {
        id: 'centro',
        name: 'OLT Centro',
        vendor: 'huawei',
        target: `ssh://${olt.username}@${olt.ssh.host}:${olt.ssh.port}`,
        snmpTarget: `snmp://${olt.snmp.host}:${olt.snmp.port}`,
        hostKeys: [olt.hostKeyFingerprint],
        credentials: 'centro',
        profiles: [
          {
            name: 'residential',
            lineProfileId: 100,
            serviceProfileId: 1,
            service: { vlan: 100, gemPort: 1, nativeVlanPorts: [1] },
          },
        ],
      },
    ],
    contracts: [
      {
        id: 'C-1001',
        plan: 'FIBRA 700 MEGA',
        subplan: 'Residencial',
        cto: 'CTO-14',
        seal: 'L-88213',
        ctoPort: '5',
        pppoe: { login: 'ana.souza', password: 'k7-fibra' },
        oltId: 'centro',
        onuProfile: 'residential',
      },
      { id: 'C-1002', plan: 'FIBRA 400 MEGA', cto: 'CTO-02', ctoPort: '1' },
      { id: 'C-1003', plan: 'FIBRA 400 MEGA', cto: 'CTO-09', ctoPort: '8' },
    ],
    tickets: [
      {
        ...ticket,
        id: 'T-1',
        protocol: '2026112000451',
        contractId: 'C-1001',
        priority: 'urgent',
        problemCode: { code: 'INSTALL', label: 'INSTALAÇÃO NOVA' },
        subcategory: { code: 'FIBRE', label: 'FIBRA' },
        schedule: { startsAt: '2026-11-22T13:00:00-03:00', endsAt: '2026-11-22T15:00:00-03:00' },
        customer: { id: 'P-1', name: 'Ana Lúcia Souza', phone: '+5535999990001' },
        location: { latitude: -21.8925, longitude: -45.5953, accuracyMetres: 30, measuredAt: null },
      },
      {
        ...ticket,
        id: 'T-2',
        protocol: '2026112000452',
        contractId: 'C-1002',
        problemCode: { code: 'PPPOE', label: 'ALTERAÇÃO DE PPPOE' },
        customer: { id: 'P-2', name: 'João Batista', phone: null },
      },
      {
        ...ticket,
        id: 'T-3',
        protocol: '2026112000453',
        contractId: 'C-1003',
        priority: 'low',
        problemCode: { code: 'SLOW', label: 'LENTIDÃO' },
        customer: { id: 'P-3', name: 'Maria José', phone: null },
      },
    ],
  };
}

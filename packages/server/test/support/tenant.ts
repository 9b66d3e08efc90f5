import { hashPassword, type TenantImport } from '../../src/index.ts';

/** Cheap on purpose: tests sign in often, and what a hash costs stands in the hash. */
const passwordHash = await hashPassword('fibra-otica-7', { cost: 1024, blockSize: 8, parallelization: 1 });

export const password = 'fibra-otica-7';

const address = {
  street: 'Rua das Acácias',
  number: '120',
  complement: '',
  district: 'Centro',
  city: 'São Gonçalo do Sapucaí',
  state: 'MG',
  postalCode: '37490-000',
  reference: 'Ao lado da padaria',
};

type TicketInput = NonNullable<TenantImport['tickets']>[number];

/** A ticket of contract `contract-1` for technician `ana`. */
export function ticket(id: string, changes: Partial<TicketInput> = {}): TicketInput {
  return {
    id,
    protocol: `2026${id}`,
    companyId: 'matriz',
    technicianId: 'ana',
    contractId: 'contract-1',
    problemCode: { code: '12', label: 'INSTALAÇÃO' },
    address,
    customer: { id: 'c-1', name: 'José da Silva', phone: '+55 35 99999-0001' },
    openedAt: '2026-03-01T08:00:00-03:00',
    ...changes,
  };
}

/** A provider with two companies, two technicians, a small stock and a few tickets. */
export function provider(id: string, changes: Partial<TenantImport> = {}): TenantImport {
  return {
    id,
    name: `Provedor ${id}`,
    domains: [`${id}.example`],
    companies: [
      { id: 'matriz', name: 'Matriz' },
      { id: 'filial', name: 'Filial' },
    ],
    technicians: [
      { id: 'ana', name: 'Ana Souza', username: 'ana', passwordHash, companyIds: ['matriz'] },
      { id: 'beto', name: 'Beto Lima', username: 'beto', passwordHash, companyIds: ['matriz', 'filial'] },
    ],
    causes: [{ code: 'fibre-cut', label: 'Rompimento de fibra' }],
    solutions: [{ code: 'new-drop', label: 'Troca do drop' }],
    products: [
      { id: 'drop', name: 'CABO DROP 1FO', unit: 'metre', kind: 'bulk' },
      { id: 'connector', name: 'CONECTOR SC/APC', unit: 'unit', kind: 'bulk' },
      { id: 'router', name: 'ROTEADOR AX3000', unit: 'unit', kind: 'serialized' },
    ],
    stock: [
      { technicianId: 'ana', productId: 'drop', available: 100.3 },
      { technicianId: 'ana', productId: 'connector', available: 10 },
      { technicianId: 'ana', productId: 'router', serials: ['RT-001', 'RT-002'] },
      { technicianId: 'beto', productId: 'connector', available: 5 },
    ],
    contracts: [
      {
        id: 'contract-1',
        plan: 'FIBRA 700 MEGA',
        subplan: null,
        cto: 'CTO-14',
        seal: '0042',
        ctoPort: '3',
        pppoe: { login: 'jose.silva', password: 'pppoe-secret-1' },
      },
      { id: 'contract-2' },
    ],
    tickets: [ticket('t-1'), ticket('t-2', { technicianId: 'beto' })],
    ...changes,
  };
}

/** A {@link provider} with a dispatcher `dora` and an administrator `alba`, and problem codes. */
export function staffed(id: string, changes: Partial<TenantImport> = {}): TenantImport {
  const tenant = provider(id, {
    problemCodes: [
      { code: '12', label: 'INSTALAÇÃO' },
      { code: '7', label: 'SEM CONEXÃO' },
    ],
    ...changes,
  });
  const staff = (name: string, role: 'dispatcher' | 'admin') => ({
    id: name.toLowerCase(),
    name,
    username: name.toLowerCase(),
    passwordHash,
    role,
    companyIds: ['matriz', 'filial'],
  });
  return {
    ...tenant,
    technicians: [...(tenant.technicians ?? []), staff('Dora', 'dispatcher'), staff('Alba', 'admin')],
  };
}

import type { Problem } from '@field/core';
import { serve } from './serve.ts';
import { staffed } from './tenant.ts';

const address = {
  street: 'Rua Nova',
  number: '7',
  complement: '',
  district: 'Centro',
  city: 'Pouso Alegre',
  state: 'MG',
  postalCode: '37550-000',
  reference: '',
};
const customer = { id: 'c-9', name: 'Maria Lima', phone: null };
/** A ticket as a dispatcher opens it. */
export const order = { contractId: 'contract-1', problemCode: '7', address, customer };

/** An OLT as an administrator adds it. */
export const olt = {
  name: 'OLT Centro',
  vendor: 'huawei',
  target: 'ssh://field@192.0.2.1:22',
  snmpTarget: null,
  hostKeys: [],
  credentials: 'centro',
  profiles: [{ name: 'residential', lineProfileId: 31, serviceProfileId: 31 }],
};

/** A provider with a dispatcher and a technician signed in. */
export async function serveDispatcher(changes: Parameters<typeof staffed>[1] = {}) {
  const server = await serve({ tenants: [staffed('norte', changes), staffed('sul')] });
  const dora = await server.login('dora');
  const ana = await server.login('ana');
  const faults = async (method: string, path: string, options: Parameters<typeof server.call>[2]) => {
    const answer = await server.call(method, path, options);
    const { code, errors } = (await answer.json()) as Problem;
    return [`${answer.status} ${code}`, ...errors.map((error) => error.pointer)];
  };
  return { ...server, dora, ana, faults };
}

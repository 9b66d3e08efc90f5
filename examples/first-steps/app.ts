import { createFieldClient, discoverTenant, isClientError } from '@field/client';

const { FIELD_DOMAIN = 'provedor.example', FIELD_PASSWORD = '' } = process.env;
const tenant = await discoverTenant(FIELD_DOMAIN);
const client = createFieldClient({ tenant, locale: 'pt-BR' });
await client.login({ username: 'ana', password: FIELD_PASSWORD, companyId: 'matriz' });

const { items, total, urgent } = await client.tickets.list({ search: 'jose' });
console.log(`${total} chamado, ${urgent} urgente`);
for (const { id, protocol, customer } of items) {
  console.log(`${protocol}: ${customer.name}`);
  await client.tickets.startVisit(id, { startedAt: new Date().toISOString(), location: null });
  try {
    await client.closings.close(id, { details: 'Conector refeito na casa do cliente.' });
  } catch (error) {
    if (!isClientError(error, 'client.invalid')) throw error;
    for (const { path, message } of error.details.issues) console.log(`${path.join('.')}: ${message}`);
  }
}

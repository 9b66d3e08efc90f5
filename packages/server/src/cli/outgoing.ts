import type { Locale } from '@field/core';
import type { DegradationReason } from '../backends/backend.ts';
import type { TenantBackend } from '../backends/backend-sync.ts';
import type { Storage } from '../storage/storage.ts';
import { cliError } from './cli-errors.ts';

/** What is not done yet, one line each: number, state, attempts, ticket, operation, and what was wrong last. */
export async function listOutgoing(storage: Storage, tenantId: string): Promise<string[]> {
  const operations = await storage.backends(tenantId).listOutgoing();
  return operations.map(({ number, state, attempts, ticketId, kind, problem }) =>
    [number, state, attempts, ticketId, kind, problem ?? ''].join('\t'),
  );
}

/** A person's word on a refused operation. @throws FieldError `server.operation_not_refused` */
export async function decideOutgoing(
  storage: Storage,
  tenantId: string,
  number: string,
  verdict: 'retry' | 'skip',
): Promise<void> {
  const now = new Date().toISOString();
  if (await storage.backends(tenantId).decide(Number(number), verdict, now)) return;
  throw cliError('server.operation_not_refused', { number });
}

const reasons: Readonly<Record<DegradationReason, Readonly<Record<Locale, string>>>> = {
  ownAppOnly: {
    en: 'only its own app may do it',
    'pt-BR': 'só o aplicativo próprio pode fazer',
    es: 'solo su propia aplicación puede hacerlo',
  },
  notPublished: {
    en: 'its public interface has no way for it',
    'pt-BR': 'a interface pública não oferece',
    es: 'su interfaz pública no lo ofrece',
  },
  foreignIdMissing: {
    en: 'it needs an id that only the other system has',
    'pt-BR': 'precisa de um id que só o outro sistema tem',
    es: 'necesita un id que solo tiene el otro sistema',
  },
  notConfigured: {
    en: 'the configuration leaves it out',
    'pt-BR': 'a configuração não prevê',
    es: 'la configuración no lo incluye',
  },
};

/** What a tenant's systems take as what, one line an operation: `native`, `note` or `none`, and why. */
export function listCapabilities(
  backends: readonly TenantBackend[],
  tenantId: string,
  locale: Locale,
): string[] {
  const own = backends.filter((one) => one.tenantId === tenantId);
  return own.flatMap(({ backend: { name, capabilities, degradations } }) =>
    Object.entries(capabilities).map(([operation, capability]) => {
      const reason = degradations[operation as keyof typeof degradations];
      return [name, operation, capability, ...(reason ? [reason, reasons[reason][locale]] : [])].join('\t');
    }),
  );
}

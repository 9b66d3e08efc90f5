import type { StoredBody, StoredOperation } from './entry.ts';

/**
 * The name of a result that has none yet: stands for the id the server will give it, in a closing's photos for example,
 * or as the movement to take back.
 */
export function referenceTo(operationId: string): string {
  return `local:${operationId}`;
}

const reference = /local(?::|%3A)([0-9a-f-]{36})/gi;

/** Whether an operation refers to the result of another. */
export function mentions({ body, path }: StoredOperation, operationId: string): boolean {
  return `${path}${textOf(body)}`.includes(operationId);
}

/** The operations whose results an operation refers to. */
export function mentionedBy({ body, path }: StoredOperation): string[] {
  return [...`${path}${textOf(body)}`.matchAll(reference)].map(([, operationId = '']) => operationId);
}

/** An operation with the server's ids in place of its references; `idOf` knows all of them. */
export function resolved(
  operation: StoredOperation,
  idOf: (operationId: string) => string | null,
): StoredOperation {
  const { body } = operation;
  return {
    ...operation,
    path: operation.path.replace(reference, (whole, id: string) => encodeURIComponent(idOf(id) ?? whole)),
    body: body && 'json' in body ? { json: replaced(body.json, idOf) } : body,
  };
}

function replaced(value: unknown, idOf: (operationId: string) => string | null): unknown {
  if (typeof value === 'string') {
    const [whole, operationId = ''] = /^local:([0-9a-f-]{36})$/i.exec(value) ?? [];
    return whole === undefined ? value : (idOf(operationId) ?? value);
  }
  if (Array.isArray(value)) return value.map((item) => replaced(item, idOf));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaced(item, idOf)]));
}

function textOf(body: StoredBody | null): string {
  return body && 'json' in body ? JSON.stringify(body.json) : '';
}

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

/** The hashes of the files an operation names in place of evidence the server has no id for yet. */
export function filesNamedBy({ body }: StoredOperation): string[] {
  return [...textOf(body).matchAll(/"sha256:([0-9a-f]{64})"/g)].map(([, sha256 = '']) => sha256);
}

/** An operation with the server's ids in place of its references and files; a file nobody knows an id of stays. */
export function resolved(
  operation: StoredOperation,
  idOf: (operationId: string) => string | null,
  evidenceIdOf: (sha256: string) => string | null | undefined = () => null,
): StoredOperation {
  const { body } = operation;
  const idFor = (text: string) => {
    const [, operationId, sha256] = /^(?:local:([0-9a-f-]{36})|sha256:([0-9a-f]{64}))$/i.exec(text) ?? [];
    return (operationId && idOf(operationId)) || (sha256 && evidenceIdOf(sha256)) || text;
  };
  return {
    ...operation,
    path: operation.path.replace(reference, (whole, id: string) => encodeURIComponent(idOf(id) ?? whole)),
    body: body && 'json' in body ? { json: replaced(body.json, idFor) } : body,
  };
}

function replaced(value: unknown, idFor: (text: string) => string): unknown {
  if (typeof value === 'string') return idFor(value);
  if (Array.isArray(value)) return value.map((item) => replaced(item, idFor));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaced(item, idFor)]));
}

function textOf(body: StoredBody | null): string {
  return body && 'json' in body ? JSON.stringify(body.json) : '';
}

import type { Backend, BackendOperation } from './backend.ts';

/**
 * An operation as a system can take it: as it is, as a note with the text of what happened, or null where it takes neither.
 */
export function degrade(
  operation: BackendOperation,
  backend: Pick<Backend, 'capabilities' | 'capabilityOf'>,
): BackendOperation | null {
  const { kind } = operation.action;
  const ofKind = backend.capabilities[kind];
  const capability = ofKind === 'native' ? (backend.capabilityOf?.(operation) ?? ofKind) : ofKind;
  if (capability === 'native') return operation;
  // A note needs a ticket to stand on.
  if (kind === 'openTicket') return null;
  // For a note, to be taken as text is to be taken as what it is.
  if (capability === 'none' || backend.capabilities.note === 'none' || operation.text === '') return null;
  return { ...operation, action: { kind: 'note' } };
}

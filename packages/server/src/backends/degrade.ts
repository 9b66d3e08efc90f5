import type { BackendCapabilities, BackendOperation } from './backend.ts';

/**
 * An operation as a system can take it: as it is, as a note with the text of what happened, or null where it takes neither.
 */
export function degrade(
  operation: BackendOperation,
  capabilities: BackendCapabilities,
): BackendOperation | null {
  const capability = capabilities[operation.action.kind];
  if (capability === 'native') return operation;
  // A note needs a ticket to stand on.
  if (operation.action.kind === 'openTicket') return null;
  if (capability === 'none' || capabilities.note !== 'native' || operation.text === '') return null;
  return { ...operation, action: { kind: 'note' } };
}

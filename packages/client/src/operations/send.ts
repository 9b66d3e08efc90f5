import type { Answer } from '../http/answer.ts';
import type { Call, CallOptions } from '../http/caller.ts';
import { type Operation, type OperationAnswer, type OperationKind, operationAnswers } from './operation.ts';

/** Sends a change; every change of the client goes through here. */
export type Send = <Kind extends OperationKind>(
  operation: Operation<Kind>,
  options: CallOptions,
) => Promise<OperationAnswer<Kind>>;

/** A {@link Send} that asks the server once and answers what it said. */
export function createSend(call: Call): Send {
  return <Kind extends OperationKind>(operation: Operation<Kind>, options: CallOptions) => {
    const { kind, ...request } = operation;
    return call(request, operationAnswers[kind] as Answer<OperationAnswer<Kind>>, options);
  };
}

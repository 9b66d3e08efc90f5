import type { Answer } from '../http/answer.ts';
import type { Call, CallOptions } from '../http/caller.ts';
import { type Operation, type OperationAnswer, type OperationKind, operationAnswers } from './operation.ts';

/** Sends a change; every change of the client goes through here. */
export type Send = <Kind extends OperationKind>(
  operation: Operation<Kind>,
  options: CallOptions,
) => Promise<OperationAnswer<Kind>>;

/**
 * A {@link Send} that asks the server once and answers what it said.
 * @param named whether the server names the change it answers, as `operationIds` among its capabilities says
 */
export function createSend(call: Call, named: boolean): Send {
  return <Kind extends OperationKind>(operation: Operation<Kind>, options: CallOptions) => {
    const { kind, ...request } = operation;
    const answer = operationAnswers[kind] as Answer<OperationAnswer<Kind>>;
    return call(request, receiptOf(operation.operationId, answer, named), options);
  };
}

/** An answer to this very change: what was said to another, kept by something on the way, is none. */
function receiptOf<T>(operationId: string, answer: Answer<T>, named: boolean): Answer<T> {
  return async (response, mediaType) => {
    const answered = response.headers.get('field-operation-id') ?? (named ? '' : operationId);
    return answered.toLowerCase() === operationId.toLowerCase()
      ? answer(response, mediaType)
      : { ok: false, issues: [] };
  };
}

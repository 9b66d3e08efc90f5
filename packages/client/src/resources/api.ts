import type { CheckResult, Locale } from '@field/core';
import { accepted, invalidInput } from '../errors/invalid-input.ts';
import type { Answer } from '../http/answer.ts';
import type { Call, CallOptions } from '../http/caller.ts';
import type { RequestBody } from '../http/http.ts';
import { createPathTag, type PathTag } from '../http/path.ts';
import type { Operation, OperationAnswer, OperationKind } from '../operations/operation.ts';
import type { Send } from '../operations/send.ts';
import { isUuid } from '../ports/uuid-v7.ts';

/** What a call that changes something takes. */
export interface ChangeOptions extends CallOptions {
  /**
   * The UUID of this change; a new one where it is left out. After an error give back the `operationId` of its details
   * with the same input: the server then does the change once, however often it is sent.
   */
  readonly operationId?: string | undefined;
}

/** What a method is given: it changes nothing in it, so a constant may be passed. */
export type Input<T> = { readonly [Key in keyof T]: Input<T[Key]> };

/** What the resources share. */
export interface Api {
  readonly locale: Locale;
  readonly path: PathTag;
  /** The value of a passed check, or `client.invalid` before a byte is sent. */
  input<T>(result: CheckResult<T>): T;
  read<T>(path: string, answer: Answer<T>, options?: CallOptions): Promise<T>;
  /** A question too long for a query; changes nothing. */
  ask<T>(path: string, json: unknown, answer: Answer<T>, options?: CallOptions): Promise<T>;
  change<Kind extends OperationKind>(
    kind: Kind,
    method: Operation['method'],
    path: string,
    body: RequestBody | null,
    options?: ChangeOptions,
  ): Promise<OperationAnswer<Kind>>;
}

/** What makes a change one of its own. */
export type OperationStamp = Pick<Operation, 'operationId' | 'occurredAt'>;

export function createApi(call: Call, send: Send, stamp: () => OperationStamp, locale: Locale): Api {
  return {
    locale,
    path: createPathTag(locale),
    input: (result) => accepted(result, locale),
    read: (path, answer, options = {}) => call({ method: 'GET', path }, answer, options),
    ask: (path, json, answer, options = {}) =>
      call({ method: 'POST', path, body: { json } }, answer, options),
    change(kind, method, path, body, { operationId, ...options } = {}) {
      const fresh = stamp();
      const operation = { ...fresh, operationId: operationId ?? fresh.operationId, kind, method, path, body };
      if (!isUuid(operation.operationId)) {
        throw invalidInput([{ path: ['operationId'], code: 'invalid', params: {} }], locale);
      }
      return send(operation, options);
    },
  };
}

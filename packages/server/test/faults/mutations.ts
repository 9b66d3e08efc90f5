/** A guard of the client, taken out of its source on purpose: days through bad luck must notice. */
export interface Mutation {
  readonly guard: string;
  /** Below `packages/client/src`. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly code: string;
  readonly becomes: string;
  /** The server that notices; the one that knows every operation's id where left out. */
  readonly server?: 'forgetful';
}

export const mutations: readonly Mutation[] = [
  {
    guard: 'a change is stored before anything else happens to it',
    file: 'outbox/log.ts',
    code: 'await stored(() => storage.commit(changes))',
    becomes:
      'void clockless(() => storage.commit(changes)); async function clockless(work) { for (let i = 0; i < 40; i += 1) await new Promise((resolve) => setImmediate(resolve)); await work(); }',
  },
  {
    guard: 'a change goes out under the same id every time',
    file: 'http/http.ts',
    code: "headers['idempotency-key'] = operationId",
    becomes: "headers['idempotency-key'] = globalThis.crypto.randomUUID()",
  },
  {
    guard: 'changes of one ticket wait for each other',
    file: 'outbox/outbox-state.ts',
    code: 'return ticketId === null ?',
    becomes: 'return true ?',
  },
  {
    guard: 'a refused change holds up its own ticket only',
    file: 'outbox/outbox-state.ts',
    code: 'const seen = new Set<string>();',
    becomes:
      "const seen = new Set<string>(); if (pendingOf(state, owner).some(({ state }) => state === 'refused')) return [];",
  },
  {
    guard: 'a refused change holds its own ticket up',
    file: 'outbox/outbox-state.ts',
    code: "return entries.filter((entry) => entry.state !== 'done' && isOwnedBy(entry, owner));",
    becomes: "return entries.filter((entry) => entry.state === 'queued' && isOwnedBy(entry, owner));",
  },
  {
    guard: 'only an answer of the kind of the change is an acknowledgement',
    file: 'http/http.ts',
    code: "if (!result.ok) throw clientError('client.malformed', { ...facts, mediaType, wrong: result.issues });",
    becomes: 'if (!result.ok) return undefined as never;',
  },
  {
    guard: 'only the server’s own no is a refusal',
    file: 'outbox/verdict.ts',
    code: 'if (refusals.includes(error.code) && !error.retryable)',
    becomes: "if (error.code !== 'client.unauthenticated')",
  },
  {
    guard: 'a change waits for its sign-in',
    file: 'outbox/verdict.ts',
    code: "if (error.code === 'client.unauthenticated') return { type: 'signIn' };",
    becomes: "if (error.code === 'client.unauthenticated') return { type: 'refused', error };",
  },
  {
    guard: 'a change is done when the server says so, not when it is sent',
    file: 'outbox/runner.ts',
    code: 'const answer = await send(entry, owner);',
    becomes:
      "await log.take({ type: 'acknowledged', operationId, answerId: null, at: '' }); const answer = await send(entry, owner);",
  },
  {
    guard: 'a failed attempt is followed by another',
    file: 'outbox/runner.ts',
    code: 'waitAndRetry(entry, lane, error, verdict.retryAfterMs);',
    becomes: "await log.take({ type: 'discarded', operationId: entry.operation.operationId });",
  },
  {
    guard: 'references become the ids the server gave',
    file: 'outbox/sendable.ts',
    code: 'return resolved(operation, idOf, (sha256)',
    becomes: 'return true ? operation : resolved(operation, idOf, (sha256)',
  },
  {
    guard: 'what was stored is read at the next start',
    file: 'outbox/log.ts',
    code: 'if (entry) entries.push(entry);',
    becomes: 'if (entry && entries.length < 2) entries.push(entry);',
  },
  {
    guard: 'a report is stored whole or not at all',
    file: 'outbox/open-outbox.ts',
    code: 'if (!find(closing.operationId)) await enqueue(steps);',
    becomes: 'for (const step of steps) await enqueue([step]);',
  },
  {
    guard: 'what may have arrived is looked for before it is sent again',
    server: 'forgetful',
    file: 'outbox/caution.ts',
    code: 'if (!entry.sentAt) return undefined;',
    becomes: 'return undefined;',
  },
  {
    guard: 'that a change goes out is stored before its first byte',
    server: 'forgetful',
    file: 'outbox/caution.ts',
    code: "await log.take({ type: 'sent', operationId, at: new Date(clock.now()).toISOString() });",
    becomes: '',
  },
  {
    guard: 'nobody looks while a change can still be on its way',
    server: 'forgetful',
    file: 'outbox/caution.ts',
    code: 'if (!sentAt || settled.has(operationId)) return true;',
    becomes: 'return true;',
  },
  {
    guard: 'what the server has of another change is not taken for this one',
    server: 'forgetful',
    file: 'read-back/find-in-timeline.ts',
    code: 'const exact = alike.filter(({ occurredAt: at }) => Date.parse(at) === instant);',
    becomes: 'const exact = items.filter(({ kind }) => kinds.includes(kind)).slice(0, 1);',
  },
  {
    guard: 'a file is stored before anything else happens to it',
    file: 'uploads/upload-log.ts',
    code: 'if (changes.length > 0) await stored(() => storage.commit(changes));',
    becomes: 'entries = after; if (changes.length > 1 && after.length > 2) return;',
  },
  {
    guard: 'a file is there when the server says so, by its id',
    file: 'uploads/uploader.ts',
    code: 'while (progress.evidenceId === null) {',
    becomes: "while (progress.evidenceId === null) { if (progress.offset > 0) return 'sent';",
  },
  {
    guard: 'a closing waits for its files',
    file: 'outbox/report-files.ts',
    code: 'if (!files) return [];',
    becomes: 'return [];',
  },
  {
    guard: 'only the answer to this very change is its receipt',
    file: 'operations/send.ts',
    code: 'return answered.toLowerCase() === operationId.toLowerCase()',
    becomes: 'return answered !== null',
  },
];

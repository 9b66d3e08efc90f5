import { EventEmitter } from 'eventemitter3';
import type { ClientEvent } from '../client-event.ts';

type OfType<Type extends ClientEvent['type']> = Extract<ClientEvent, { readonly type: Type }>;

/** Every {@link ClientEvent} under its type, and all of them under `event`. */
export type ClientEvents = {
  readonly [Type in ClientEvent['type']]: (event: OfType<Type>) => void;
} & { readonly event: (event: ClientEvent) => void };

/** A client's events as an emitter: `createFieldClient({ …, onEvent })`, then `events.on('session', …)`. */
export function createClientEvents(): {
  readonly events: EventEmitter<ClientEvents>;
  readonly onEvent: (event: ClientEvent) => void;
} {
  const events = new EventEmitter<ClientEvents>();
  const all = events as unknown as EventEmitter;
  return {
    events,
    onEvent(event) {
      all.emit(event.type, event);
      all.emit('event', event);
    },
  };
}

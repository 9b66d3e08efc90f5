import { fieldsOf, Ticket, TicketNetwork, TimelineKind, wordsOf } from '@field/core';

/*
 * A newer server may know words this app does not. One such word must not make a whole list unreadable, so it becomes
 * the word that says so before the answer is checked; everything else is still held to its shape.
 */

type Fields = Readonly<Record<string, unknown>>;

const words = {
  status: () => wordsOf(fieldsOf(Ticket).status),
  onuState: () => wordsOf(fieldsOf(TicketNetwork).onuState),
  kind: () => wordsOf(TimelineKind),
};

/** A ticket whose state this app does not know is `unknown`. */
export function foreseenTicket(value: unknown): unknown {
  if (!isObject(value)) return value;
  const network = isObject(value.network)
    ? { ...value.network, ...known('onuState', value.network) }
    : value.network;
  return { ...value, ...known('status', value), network };
}

/** {@link foreseenTicket} for each item of a page. */
export function foreseenPage(value: unknown): unknown {
  return eachItem(value, foreseenTicket);
}

/** A timeline entry of a kind this app does not know is a `note`, whose text is its own or else the kind's name. */
export function foreseenTimeline(value: unknown): unknown {
  return eachItem(value, (item) => {
    if (!isObject(item) || typeof item.kind !== 'string') return item;
    if (words.kind().includes(item.kind as TimelineKind)) return item;
    const text = isObject(item.params) && typeof item.params.text === 'string' ? item.params.text : item.kind;
    return { ...item, kind: 'note', params: { text } };
  });
}

function known(field: 'status' | 'onuState', value: Fields): Fields {
  const word = value[field];
  const fits = typeof word !== 'string' || (words[field]() as string[]).includes(word);
  return fits ? {} : { [field]: 'unknown' };
}

function eachItem(value: unknown, change: (item: unknown) => unknown): unknown {
  if (!isObject(value) || !Array.isArray(value.items)) return value;
  return { ...value, items: value.items.map(change) };
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

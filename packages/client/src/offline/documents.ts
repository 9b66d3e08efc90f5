import { Catalogues, check, ProductUses, Stock, Timeline } from '@field/core';
import { ClosingPolicies, Ctos } from '@field/core/sync';
import { type Answer, json } from '../http/answer.ts';
import { foreseenTimeline } from '../operations/foreseen.ts';

/** What is kept beside the tickets. */
export interface Documents {
  readonly catalogues: Catalogues;
  readonly policies: ClosingPolicies;
  readonly stock: Stock;
  readonly ctos: Ctos;
}

/** What is kept for each ticket. */
export interface TicketDocuments {
  readonly timeline: Timeline;
  readonly products: ProductUses;
}

/** Where a document is read, and its shape. */
export interface DocumentSource<T> {
  readonly path: string;
  readonly answer: Answer<T>;
  /** A server may not have it; that is known then, and nothing is missing. */
  readonly optional?: T;
}

export const documentSources: { readonly [Name in keyof Documents]: DocumentSource<Documents[Name]> } = {
  catalogues: { path: '/v1/catalogues', answer: json((value) => check(Catalogues, value)) },
  policies: {
    path: '/v1/policies',
    answer: json((value) => check(ClosingPolicies, value)),
    optional: { items: [] },
  },
  stock: { path: '/v1/stock', answer: json((value) => check(Stock, value)) },
  ctos: { path: '/v1/ctos', answer: json((value) => check(Ctos, value)), optional: { items: [] } },
};

export const ticketDocumentSources: {
  readonly [Name in keyof TicketDocuments]: DocumentSource<TicketDocuments[Name]>;
} = {
  timeline: { path: 'timeline', answer: json((value) => check(Timeline, foreseenTimeline(value))) },
  products: { path: 'products', answer: json((value) => check(ProductUses, value)) },
};

export const documentNames = Object.keys(documentSources) as (keyof Documents)[];
export const ticketDocumentNames = Object.keys(ticketDocumentSources) as (keyof TicketDocuments)[];

/** The name of a ticket's document in the cache. */
export function ofTicket(name: keyof TicketDocuments, ticketId: string): string {
  return `${name}:${ticketId}`;
}

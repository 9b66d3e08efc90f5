/** The dispatcher's side of a provider: who may do what, tickets, catalogues, stock, network, policies. */
export { mayActAs, Role, SignedInPerson } from './role.ts';

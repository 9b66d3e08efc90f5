import { ContractOnu, fieldsOf, OnuState, PppoeCredentials, TicketNetwork } from '../index.ts';
import { type Infer, id, nullable, object, optional, text } from '../schema/schema.ts';
import { Cto } from '../sync/index.ts';

const { cto, seal, ctoPort, plan, subplan, pppoeLogin } = fieldsOf(TicketNetwork);
const bought = { plan, subplan };
const connected = {
  cto,
  seal,
  ctoPort,
  /** The OLT that serves it; `null`: any of the provider's. */
  oltId: nullable(id()),
  /** The name of the OLT profile its ONU gets. */
  onuProfile: nullable(text(128)),
};

/** What a customer bought and how it is connected; the PPPoE password is not told. */
export const ContractRecord = object({
  id: id(),
  ...bought,
  ...connected,
  pppoeLogin,
  onuState: OnuState,
  onu: nullable(ContractOnu),
});
export type ContractRecord = Infer<typeof ContractRecord>;

/** Adds or changes a contract; `pppoe` left out stays as it is, `null` takes it away. */
export const SaveContract = object({
  ...bought,
  ...connected,
  pppoe: optional(nullable(PppoeCredentials)),
});
export type SaveContract = Infer<typeof SaveContract>;

const { id: _, ...ctoFields } = fieldsOf(Cto);

/** Adds or changes a CTO. */
export const SaveCto = object(ctoFields);
export type SaveCto = Infer<typeof SaveCto>;

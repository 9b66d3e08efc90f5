/** Identifiers of people, contracts and equipment: read, written and masked. */
export type { Branded } from './brand.ts';
export {
  type Cnpj,
  type Cpf,
  formatCnpj,
  formatCpf,
  maskCnpj,
  maskCpf,
  tryParseCnpj,
  tryParseCpf,
} from './cpf-cnpj.ts';
export {
  type ContractId,
  type Cto,
  formatMac,
  type MacAddress,
  maskIdentifier,
  maskMac,
  maskPppoeLogin,
  type PppoeLogin,
  type Protocol,
  type Seal,
  tryParseContractId,
  tryParseCto,
  tryParseMac,
  tryParsePppoeLogin,
  tryParseProtocol,
  tryParseSeal,
} from './network.ts';
export { normalizeDomain } from './normalize-domain.ts';
export { type Identifiers, identifierNames, parseIdentifier } from './parse-identifier.ts';
export { formatPhone, maskPhone, type Phone, tryParsePhone } from './phone.ts';

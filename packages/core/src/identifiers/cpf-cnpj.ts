import type { Branded } from './brand.ts';

/** A Brazilian person's number: 11 digits, the last two check digits. */
export type Cpf = Branded<'Cpf'>;

/** A Brazilian company's number: 12 digits or, since July 2026, letters too, and two check digits. */
export type Cnpj = Branded<'Cnpj'>;

/** Reads `529.982.247-25` and `52998224725`; `undefined` where it is no CPF or its check digits are wrong. */
export function tryParseCpf(text: string): Cpf | undefined {
  if (!/^\s*(\d{3}\.?\d{3}\.?\d{3}-?\d{2})\s*$/.test(text.slice(0, 64))) return undefined;
  const digits = text.replace(/\D/g, '');
  if (text.length > 64 || /^(\d)\1*$/.test(digits)) return undefined;
  const first = checkDigit(digits.slice(0, 9), 11);
  return digits.endsWith(`${first}${checkDigit(digits.slice(0, 9) + first, 11)}`)
    ? (digits as Cpf)
    : undefined;
}

/** `529.982.247-25`. */
export function formatCpf(cpf: Cpf): string {
  return cpf.replace(/^(...)(...)(...)(..)$/, '$1.$2.$3-$4');
}

/** `***.982.247-**`, as Brazilian offices publish it. */
export function maskCpf(cpf: Cpf): string {
  return formatCpf(cpf).replace(/^...(.*)..$/, '***$1**');
}

/**
 * Reads `12.345.678/0001-95`, `12.ABC.345/01DE-35` and both without punctuation, in either case; `undefined` where it is no
 * CNPJ or its check digits are wrong. A character counts its code less 48 (Receita Federal, technical note 49 of 2024).
 */
export function tryParseCnpj(text: string): Cnpj | undefined {
  if (text.length > 64) return undefined;
  const normal = text.trim().toUpperCase();
  if (!/^[0-9A-Z]{2}\.?[0-9A-Z]{3}\.?[0-9A-Z]{3}\/?[0-9A-Z]{4}-?\d{2}$/.test(normal)) return undefined;
  const characters = normal.replace(/[./-]/g, '');
  if (/^(.)\1*$/.test(characters)) return undefined;
  const base = characters.slice(0, 12);
  const first = checkDigit(base, 9);
  return characters.endsWith(`${first}${checkDigit(base + first, 9)}`) ? (characters as Cnpj) : undefined;
}

/** `12.ABC.345/01DE-35`. */
export function formatCnpj(cnpj: Cnpj): string {
  return cnpj.replace(/^(..)(...)(...)(....)(..)$/, '$1.$2.$3/$4-$5');
}

/** `12.***.***\/01DE-**`: which branch, not which company. */
export function maskCnpj(cnpj: Cnpj): string {
  return formatCnpj(cnpj).replace(/^(...).{3}\..{3}(.{6}).*$/, '$1***.***$2**');
}

/** Modulo 11 with weights that grow from 2 at the right and begin again behind `maxWeight`. */
function checkDigit(characters: string, maxWeight: number): number {
  let sum = 0;
  let weight = 2;
  for (let index = characters.length - 1; index >= 0; index -= 1) {
    sum += (characters.charCodeAt(index) - 48) * weight;
    weight = weight === maxWeight ? 2 : weight + 1;
  }
  const rest = sum % 11;
  return rest < 2 ? 0 : 11 - rest;
}

import type { FieldError } from '@field/core';
import { backendError } from '../backend-errors.ts';

/** A row as IXC gives it: everything is text. */
export type IxcRow = Readonly<Record<string, string>>;

/** An answer that is JSON. */
export type Json = Readonly<Record<string, unknown>>;

/** What an error says, in whichever field; null where the answer is no error. */
export function reasonOf(json: Json | null): string | null {
  if (!json || json.type === 'success') return null;
  const said = json.message ?? json.mensagem ?? json.msg;
  if (typeof said === 'string' && said !== '') return plain(said);
  return json.type === 'error' ? 'type error' : null;
}

/** The text of a message that may be written in HTML. */
function plain(text: string): string {
  return text
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300);
}

export function malformed(what: string, status: number, text: string): FieldError {
  const start = /^\s*</.test(text) ? 'a web page' : text.length === 0 ? 'nothing' : 'no answer of its kind';
  return backendError('server.backend_malformed', {
    backend: 'IXC',
    what,
    reason: `HTTP ${status}, ${start}`,
  });
}

export function readJson(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
  } catch {
    return null;
  }
}

export function toRow(row: unknown): IxcRow {
  const fields = typeof row === 'object' && row !== null ? Object.entries(row) : [];
  return Object.fromEntries(
    fields.map(([key, value]) => [key, value === null || value === undefined ? '' : String(value)]),
  );
}

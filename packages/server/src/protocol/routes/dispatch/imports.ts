import { check } from '@field/core';
import { ImportKind, ImportResult } from '@field/core/dispatch';
import * as z from 'zod/mini';
import { importRows } from '../../dispatch/import-rows.ts';
import { protocolError } from '../../protocol-errors.ts';
import { route } from '../../route.ts';

/** Some 10,000 tickets. */
const maxCsvBytes = 5 * 1024 * 1024;

export const dispatchImportRoutes = [
  route({
    kind: 'change',
    role: 'dispatcher',
    method: 'post',
    id: 'importCsv',
    path: '/v1/dispatch/imports/{kind}',
    summary:
      'Imports a CSV file, all of it or nothing; `kind` is causes, solutions, problemCodes, products, stock, ctos, contracts or ' +
      'tickets, at most 10,000 rows, in UTF-8 or Latin-1. Columns are named like the fields (`address.street`); errors name the line of the file (`/rows/12/address/street`).',
    body: z.string(),
    hasSecret: true,
    textBody: { mediaType: 'text/csv', maxBytes: maxCsvBytes, orLatin1: true },
    answer: { status: 200, description: 'How many rows were taken in.', schema: ImportResult },
    problems: ['server.not_found', 'server.malformed_csv', 'server.too_many_rows', 'server.rows_refused'],
    async handle({ params, body, store, recordedAt, locale }) {
      const kind = check(ImportKind, params.kind);
      if (!kind.ok) throw protocolError('server.not_found');
      return { body: { rows: await importRows(store, kind.value, body, { now: recordedAt, locale }) } };
    },
  }),
];

import { Stock } from '@field/core';
import {
  HistoryPage,
  Product,
  Products,
  SaveProduct,
  StockTransfer,
  StockTransfers,
  TransferStock,
} from '@field/core/dispatch';
import { moveStock } from '../../dispatch/move-stock.ts';
import { saveProduct } from '../../dispatch/save-records.ts';
import { largestList, pageOf } from '../../page-of.ts';
import { protocolError } from '../../protocol-errors.ts';
import { recordIfMatch, recordProblems, showRecord } from '../../record-tag.ts';
import { route } from '../../route.ts';

const role = 'dispatcher';
const productPath = '/v1/dispatch/products/{productId}';
const largestPage = 200;

export const dispatchProductRoutes = [
  route({
    kind: 'read',
    role,
    method: 'get',
    id: 'listAllProducts',
    path: '/v1/dispatch/products',
    summary: `The provider’s products, at most ${largestList} a page.`,
    query: HistoryPage,
    answer: { status: 200, description: 'By name.', schema: Products },
    handle: async ({ query, store }) => ({
      body: await store.dispatch.products.list(pageOf(query, largestList)),
    }),
  }),
  route({
    kind: 'read',
    role,
    method: 'get',
    id: 'readProduct',
    path: productPath,
    summary: 'One product.',
    answer: { status: 200, description: 'The product, with its ETag.', headers: ['ETag'], schema: Product },
    problems: ['server.not_found'],
    handle: async ({ request, params, store }) =>
      showRecord(request, await store.dispatch.products.find(params.productId)),
  }),
  route({
    kind: 'change',
    role,
    method: 'put',
    id: 'saveProduct',
    path: productPath,
    summary: 'Adds or changes a product.',
    body: SaveProduct,
    ifMatch: recordIfMatch,
    answer: { status: 200, description: 'The product.', schema: Product },
    problems: ['server.product_in_use', ...recordProblems],
    edits: ({ params, store }) => store.dispatch.products.find(params.productId),
    async handle({ params, body, store }) {
      const product = { id: params.productId, ...body };
      await saveProduct(store, product);
      return { body: product };
    },
  }),
  route({
    kind: 'read',
    role,
    method: 'get',
    id: 'listStockOf',
    path: '/v1/dispatch/people/{personId}/stock',
    summary: 'What a technician carries.',
    answer: { status: 200, description: 'Every product with what is left of it.', schema: Stock },
    problems: ['server.not_found'],
    async handle({ params, store: { dispatch } }) {
      if (!(await dispatch.people.find(params.personId))) throw protocolError('server.not_found');
      return { body: { items: await dispatch.products.listStock(params.personId) } };
    },
  }),
  route({
    kind: 'read',
    role,
    method: 'get',
    id: 'listStockTransfers',
    path: '/v1/dispatch/stock-transfers',
    summary: `Transfers, at most ${largestPage} a page.`,
    query: HistoryPage,
    answer: { status: 200, description: 'The newest first.', schema: StockTransfers },
    handle: async ({ query, store }) => ({
      body: await store.dispatch.products.listTransfers(pageOf(query, largestPage)),
    }),
  }),
  route({
    kind: 'change',
    role,
    method: 'post',
    id: 'transferStock',
    path: '/v1/dispatch/stock-transfers',
    summary: 'Moves material from the warehouse to a technician, back, or between two technicians.',
    body: TransferStock,
    answer: { status: 201, description: 'As it was recorded.', schema: StockTransfer },
    problems: [
      'server.transfer_insufficient',
      'server.transfer_serial_missing',
      'server.transfer_serial_taken',
      'server.list_full',
    ],
    handle: async ({ body, store, recordedAt }) => ({
      body: await moveStock(store.dispatch, body, recordedAt),
    }),
  }),
];

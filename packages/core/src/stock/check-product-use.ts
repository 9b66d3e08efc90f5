import type { Issue, StockItem, UseProduct } from '../index.ts';

/**
 * Why a use cannot be taken from a stock item, in the order of its fields; empty when it can. Units are whole,
 * a serialized product is used one item at a time by its serial, and no more is used than there is.
 */
export function checkProductUse(use: UseProduct, item: StockItem): Issue[] {
  const issues: Issue[] = [];
  const add = (field: keyof UseProduct, code: string, params: Issue['params'] = {}) =>
    issues.push({ path: [field], code, params });

  if (item.unit === 'unit' && !Number.isInteger(use.quantity)) add('quantity', 'not_whole');
  if (item.kind === 'serialized' && use.quantity > 1) add('quantity', 'too_big', { max: 1 });
  else if (use.quantity > item.available) add('quantity', 'not_enough_stock', { available: item.available });

  if (item.kind === 'serialized' && use.serial === undefined) add('serial', 'required');
  else if (use.serial !== undefined && !item.serials.includes(use.serial)) add('serial', 'not_in_stock');
  return issues;
}

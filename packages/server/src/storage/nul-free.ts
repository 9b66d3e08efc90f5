import {
  type KyselyPlugin,
  OperationNodeTransformer,
  type PrimitiveValueListNode,
  type ValueNode,
} from 'kysely';

/**
 * PostgreSQL keeps no NUL in a text (SQLSTATE 22021); whoever typed one loses that character (U+FFFD), not the report.
 */
export const nulFree: KyselyPlugin = {
  transformQuery: ({ node, queryId }) => new NulFree().transformNode(node, queryId),
  transformResult: async ({ result }) => result,
};

class NulFree extends OperationNodeTransformer {
  protected override transformValue(node: ValueNode): ValueNode {
    return { ...node, value: withoutNul(node.value) };
  }

  protected override transformPrimitiveValueList(node: PrimitiveValueListNode): PrimitiveValueListNode {
    return { ...node, values: node.values.map(withoutNul) };
  }
}

function withoutNul<T>(value: T): T {
  return typeof value === 'string' && value.includes('\0') ? (value.replaceAll('\0', '\ufffd') as T) : value;
}

import {
  AliasNode,
  AndNode,
  BinaryOperationNode,
  ColumnNode,
  ColumnUpdateNode,
  type DeleteQueryNode,
  type InsertQueryNode,
  type KyselyPlugin,
  OnNode,
  type OperationNode,
  OperationNodeTransformer,
  OperatorNode,
  ParensNode,
  PrimitiveValueListNode,
  type QueryId,
  ReferenceNode,
  type SelectQueryNode,
  TableNode,
  type UpdateQueryNode,
  ValueListNode,
  ValueNode,
  ValuesNode,
  WhereNode,
} from 'kysely';
import { storageError } from './storage-errors.ts';
import { isDoorTable, tenantColumnOf } from './tenant-tables.ts';

/**
 * What row-level security is on PostgreSQL, for an engine without it: whatever a statement asks for, rows of other tenants
 * are not there, and none can be written. `null` is the door, where no tenant is known yet: it reaches door tables only.
 */
export function tenantGuard(tenantId: string | null): KyselyPlugin {
  const guard = new TenantGuard(tenantId);
  return {
    transformQuery({ node, queryId }) {
      // Text of a statement is not looked into, so it is not run.
      if (node.kind === 'RawNode') throw crossed('raw SQL');
      return guard.transformNode(node, queryId);
    },
    transformResult: async ({ result }) => result,
  };
}

class TenantGuard extends OperationNodeTransformer {
  readonly #tenantId: string | null;

  constructor(tenantId: string | null) {
    super();
    this.#tenantId = tenantId;
  }

  protected override transformSelectQuery(node: SelectQueryNode, queryId: QueryId): SelectQueryNode {
    const query = super.transformSelectQuery(node, queryId);
    return this.#restrict(query, query.from?.froms ?? []);
  }

  protected override transformDeleteQuery(node: DeleteQueryNode, queryId: QueryId): DeleteQueryNode {
    const query = super.transformDeleteQuery(node, queryId);
    if (query.using) throw crossed('delete using');
    return this.#restrict(query, query.from.froms);
  }

  protected override transformUpdateQuery(node: UpdateQueryNode, queryId: QueryId): UpdateQueryNode {
    const query = super.transformUpdateQuery(node, queryId);
    if (!query.table || query.from) throw crossed('update from');
    this.#checkUpdates(nameOf(query.table), query.updates ?? []);
    return this.#restrict(query, [query.table]);
  }

  protected override transformInsertQuery(node: InsertQueryNode, queryId: QueryId): InsertQueryNode {
    const query = super.transformInsertQuery(node, queryId);
    const table = query.into ? nameOf(query.into) : null;
    if (table !== null && !isDoorTable(table)) {
      const place = (query.columns ?? []).findIndex(({ column }) => column.name === tenantColumnOf(table));
      const rows = query.values && ValuesNode.is(query.values) ? query.values.values : [];
      const owners = rows.map((row) => valueAt(row, place));
      if (
        this.#tenantId === null ||
        owners.length === 0 ||
        owners.some((owner) => owner !== this.#tenantId)
      ) {
        throw crossed(table);
      }
      this.#checkUpdates(table, query.onConflict?.updates ?? []);
    }
    return query;
  }

  /** Adds to `where`, and to the `on` of every join, that rows are the tenant's. */
  #restrict<Query extends SelectQueryNode | UpdateQueryNode | DeleteQueryNode>(
    query: Query,
    tables: readonly OperationNode[],
  ): Query {
    const conditions = tables.flatMap((table) => this.#conditionFor(table));
    const joins = query.joins?.map((join) => {
      const condition = this.#conditionFor(join.table)[0];
      if (!condition) return join;
      if (!join.on || (join.joinType !== 'InnerJoin' && join.joinType !== 'LeftJoin')) {
        throw crossed(join.joinType);
      }
      return { ...join, on: OnNode.create(and(join.on.on, condition)) };
    });
    const where = conditions.reduce<WhereNode | undefined>(
      (sum, condition) => WhereNode.create(sum ? and(sum.where, condition) : condition),
      query.where,
    );
    return { ...query, ...(joins && { joins }), ...(where && { where }) };
  }

  #conditionFor(table: OperationNode): OperationNode[] {
    const name = nameOf(table);
    if (name === null || isDoorTable(name)) return [];
    if (this.#tenantId === null) throw crossed(name);
    const alias = AliasNode.is(table) && 'name' in table.alias ? String(table.alias.name) : name;
    const column = ReferenceNode.create(ColumnNode.create(tenantColumnOf(name)), TableNode.create(alias));
    return [BinaryOperationNode.create(column, OperatorNode.create('='), ValueNode.create(this.#tenantId))];
  }

  #checkUpdates(table: string | null, updates: readonly OperationNode[]): void {
    for (const update of updates) {
      const column =
        ColumnUpdateNode.is(update) && ColumnNode.is(update.column) ? update.column.column.name : null;
      if (table === null || column === null || (!isDoorTable(table) && column === tenantColumnOf(table))) {
        throw crossed(table ?? 'update');
      }
    }
  }
}

/** The table a node of `from`, `join`, `into` or `update` names; null for a subquery, which is restricted by itself. */
function nameOf(node: OperationNode): string | null {
  const table = AliasNode.is(node) ? node.node : node;
  if (TableNode.is(table)) return table.table.identifier.name;
  if (table.kind === 'SelectQueryNode') return null;
  throw crossed(table.kind);
}

function valueAt(row: OperationNode, place: number): unknown {
  if (PrimitiveValueListNode.is(row)) return row.values[place];
  const value = ValueListNode.is(row) ? row.values[place] : undefined;
  return value && ValueNode.is(value) ? value.value : undefined;
}

function and(left: OperationNode, right: OperationNode): OperationNode {
  return AndNode.create(ParensNode.create(left), right);
}

function crossed(place: string) {
  return storageError('server.tenant_crossed', { place });
}

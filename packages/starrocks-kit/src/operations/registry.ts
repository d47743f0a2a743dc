import type { ObjectName } from '../schema/index.ts'
import { columnRules } from './column.ts'
import { clusterOperationRules } from './cluster.ts'
import { databaseRules } from './database.ts'
import { executeSqlRules } from './execute-sql.ts'
import { indexRules } from './table-index.ts'
import { materializedViewRules } from './materialized-view.ts'
import type { Operation, OperationKind } from './operation.ts'
import { partitionRules } from './partition.ts'
import { rowRules } from './rows.ts'
import type { OperationRules, RulesOf } from './rules.ts'
import { tableRules } from './table.ts'
import { viewRules } from './view.ts'

/** The rules of every kind of operation: a new kind breaks the build here until it has its own. */
const RULES: RulesOf<OperationKind> = {
  ...databaseRules,
  ...tableRules,
  ...columnRules,
  ...indexRules,
  ...partitionRules,
  ...rowRules,
  ...viewRules,
  ...materializedViewRules,
  ...clusterOperationRules,
  ...executeSqlRules,
}

export function rulesOf(operation: Operation): OperationRules<Operation> {
  // The kind picks the rules of just this operation, which the type checker cannot follow through a union.
  return RULES[operation.kind] as OperationRules<Operation>
}

/** The object that an operation changes, under the name that it has before; absent for databases and statements written by hand. */
export function operationObject(operation: Operation): ObjectName | undefined {
  return rulesOf(operation).object(operation)
}

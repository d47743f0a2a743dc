import type { AlterTableClause } from '../../../language/index.ts'
import type { Capabilities } from '../../capabilities.ts'
import { refuse, refuseAnalyzing } from '../refusal.ts'

/** The kinds of ALTER TABLE clauses in StarRocks' words (AlterOpType). */
const OPERATIONS: Readonly<Record<AlterTableClause['kind'], string>> = {
  AddColumnClause: 'SCHEMA_CHANGE',
  AddColumnsClause: 'SCHEMA_CHANGE',
  DropColumnClause: 'SCHEMA_CHANGE',
  ModifyColumnClause: 'SCHEMA_CHANGE',
  ModifyColumnCommentClause: 'SCHEMA_CHANGE',
  ReorderColumnsClause: 'SCHEMA_CHANGE',
  AddFieldClause: 'SCHEMA_CHANGE',
  DropFieldClause: 'SCHEMA_CHANGE',
  CreateIndexClause: 'SCHEMA_CHANGE',
  DropIndexClause: 'SCHEMA_CHANGE',
  ColumnRenameClause: 'RENAME',
  TableRenameClause: 'RENAME',
  PartitionRenameClause: 'RENAME',
  RollupRenameClause: 'RENAME',
  SwapTableClause: 'SWAP',
  ModifyPropertiesClause: 'MODIFY_TABLE_PROPERTY',
  ModifyCommentClause: 'ALTER_COMMENT',
  ModifyAutoIncrementClause: 'MODIFY_TABLE_PROPERTY',
  OptimizeClause: 'OPTIMIZE',
  AddRollupClause: 'ADD_ROLLUP',
  DropRollupClause: 'DROP_ROLLUP',
  CompactionClause: 'COMPACT',
  AddPartitionClause: 'ADD_PARTITION',
  DropPartitionClause: 'DROP_PARTITION',
  TruncatePartitionClause: 'TRUNCATE_PARTITION',
  ModifyPartitionClause: 'MODIFY_PARTITION',
  ModifyPartitionDistributionClause: 'MODIFY_PARTITION',
  ReplacePartitionClause: 'REPLACE_PARTITION',
  DropPersistentIndexClause: 'DROP_PERSISTENT_INDEX',
  PartitionColumnsClause: 'ALTER_OTHER',
  SplitTabletClause: 'SPLIT_TABLET',
  CreateReferenceClause: 'ALTER_BRANCH',
  DropReferenceClause: 'ALTER_BRANCH',
  TableOperationClause: 'ALTER_TABLE_OPERATION',
}

/** The only kinds that go with themselves. */
const COMBINABLE: ReadonlySet<string> = new Set(['SCHEMA_CHANGE', 'ADD_ROLLUP', 'DROP_ROLLUP'])

/** From 4.1 on these have no names of their own in messages (recorded). */
const LUMPED: ReadonlySet<string> = new Set([
  'RENAME',
  'MODIFY_TABLE_PROPERTY',
  'ALTER_COMMENT',
  'DROP_PARTITION',
  'TRUNCATE_PARTITION',
  'MODIFY_PARTITION',
  'REPLACE_PARTITION',
  'SWAP',
])

function lumped(operation: string): string {
  return LUMPED.has(operation) ? 'ALTER_OTHER' : operation
}

/** Clauses of different kinds never stand together, and most kinds not even twice (recorded). */
export function checkConflicts(clauses: readonly AlterTableClause[], capabilities: Capabilities): void {
  const seen: string[] = []
  for (const clause of clauses) {
    const operation = OPERATIONS[clause.kind]
    for (const other of seen) {
      if (other === operation && COMBINABLE.has(operation)) continue
      const [second, first] = capabilities.onlySchemaChangeNamed ? [operation, other].map(lumped) : [operation, other]
      const message = `Alter operation ${second ?? ''} conflicts with operation ${first ?? ''}`
      const place = { remedy: 'Write them as separate ALTER TABLE statements.' }
      // Up to 3.2 it is found while the statement runs.
      if (!capabilities.ownErrorCodes) refuse(message, place)
      refuseAnalyzing(message, place)
    }
    if (!seen.includes(operation)) seen.push(operation)
  }
}

/** Whether two clauses may stand in one ALTER TABLE. */
export function canCombine(a: AlterTableClause['kind'], b: AlterTableClause['kind']): boolean {
  return OPERATIONS[a] === OPERATIONS[b] && COMBINABLE.has(OPERATIONS[a])
}

export function isSchemaChange(clause: AlterTableClause): boolean {
  return OPERATIONS[clause.kind] === 'SCHEMA_CHANGE'
}

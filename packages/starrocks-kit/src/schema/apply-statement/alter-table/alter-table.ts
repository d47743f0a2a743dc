import type { AlterTableClause, AlterTableStatement } from '../../../language/index.ts'
import { derivedKey } from '../../normalize/key.ts'
import { findObject, sameObjectName } from '../../state.ts'
import type { ObjectName } from '../../types/names.ts'
import type { Table, TableKey } from '../../types/table.ts'
import { inactivates } from '../dependents.ts'
import { inactivatedByColumns } from '../dependent-columns.ts'
import { at, isInternal, requireDatabaseOfTable, resolveName, tableNotFound } from '../names.ts'
import { refuse, refuseAnalyzing } from '../refusal.ts'
import { applied, put } from '../result.ts'
import { checkShortKey } from '../create-table/key.ts'
import type { Applied, ApplyScope, StatementEffect, StatementJob } from '../result.ts'
import { addColumn, analyzeAddColumn } from './add-column.ts'
import { checkConflicts, isSchemaChange } from './conflicts.ts'
import { analyzeDropColumn, dropColumn } from './drop-column.ts'
import { draftOf } from './draft.ts'
import type { TableDraft } from './draft.ts'
import { addIndex, analyzeCreateIndex, removeIndex, indexesOfView } from './index-clauses.ts'
import { analyzeModifyColumn, modifyColumn } from './modify-column.ts'
import { optimizeTable } from './optimize.ts'
import { isReorder, modifySortKey, reorderColumns } from './order-by.ts'
import { dropPartition, modifyPartition, replacePartition, truncatePartition } from './partitions.ts'
import { addPartition } from './add-partition.ts'
import { modifyProperties } from './properties.ts'
import { renameColumn, renamePartition, renameRollup, renameTable, swapTable } from './rename.ts'
import { addRollups, dropRollups } from './rollup.ts'
import { checkRollupReaders } from './rollup-readers.ts'
import { finishSchemaChange } from './schema-change.ts'
import { analyzeField, changeField } from './struct-field.ts'
import { checkClauseSyntax } from './syntax.ts'

/**
 * ALTER TABLE: which clauses may stand together, then each clause by itself, then what they make together. The state is that after the job, if the
 * change is one; `effects` says so.
 */
export function alterTable(statement: AlterTableStatement, scope: ApplyScope): Applied {
  const name = resolveName(statement.name, scope)
  if (!isInternal(name)) return applied(scope.state)
  for (const clause of statement.clauses) checkClauseSyntax(clause, scope)
  checkConflicts(statement.clauses, scope.capabilities)
  requireDatabaseOfTable(name, scope)
  const object = findObject(scope.state, name) ?? tableNotFound(name, !scope.capabilities.ownErrorCodes)
  switch (object.kind) {
    case 'View':
      // Found only while the statement runs up to 3.2.
      if (scope.capabilities.wording === '3.2') {
        return refuse(`Do not support alter non-native table/materialized-view[${name.name}]`)
      }
      return refuseAnalyzing(`Do not support alter non-native table/materialized-view[${name.database}.${name.name}]`)
    case 'MaterializedView':
      if (statement.clauses.every(isIndexClause)) {
        const view = statement.clauses.reduce((current, clause) => indexesOfView(current, clause, scope), object)
        return put(scope, name, view, job(name, 'schema-change'))
      }
      return refuseAnalyzing(
        `The '${name.name}' cannot be alter by 'ALTER TABLE', because it is a materialized view,you can use 'ALTER MATERIALIZED VIEW' to alter it.`,
        at(statement.name, scope),
      )
    case 'UnsupportedObject':
      return applied(scope.state)
    case 'Table':
  }
  const key = object.key ?? derivedKey(object.columns, scope.capabilities) ?? { type: 'DUPLICATE', columns: [] }
  for (const clause of statement.clauses) analyze(clause, object, key, scope)
  if (statement.clauses.length > 0 && statement.clauses.every(isSchemaChange)) {
    return changeSchema(name, object, key, statement.clauses, scope)
  }
  return statement.clauses.reduce<Applied>(
    (result, clause) => {
      const current = findObject(result.state, name)
      if (current?.kind !== 'Table') return result
      const next = applyClause(name, current, key, clause, { ...scope, state: result.state })
      const effects = [...result.effects, ...next.effects]
      const { change } = next
      // Clauses that change the table and nothing else are one change together: the last one's table.
      const isFirst = result.state === scope.state
      return change?.object !== undefined &&
        sameObjectName(change.name, name) &&
        (isFirst || result.change !== undefined)
        ? put(scope, name, change.object, ...effects)
        : applied(next.state, ...effects)
    },
    { state: scope.state, effects: [] },
  )
}

function job(object: ObjectName, kind: StatementJob): StatementEffect {
  return { kind: 'Job', object, job: kind }
}

function isIndexClause(clause: AlterTableClause): boolean {
  switch (clause.kind) {
    case 'CreateIndexClause':
    case 'DropIndexClause':
      return true
    case 'ModifyPropertiesClause':
      return clause.properties.some(({ key }) => key === 'bloom_filter_columns')
    default:
      return false
  }
}

/** What is looked at before any clause is carried out. */
function analyze(clause: AlterTableClause, table: Table, key: TableKey, scope: ApplyScope): void {
  switch (clause.kind) {
    case 'AddColumnClause':
      return analyzeAddColumn(clause.column, clause.position, table, key, scope)
    case 'AddColumnsClause': {
      for (const column of clause.columns) analyzeAddColumn(column, undefined, table, key, scope)
      const generated = clause.columns.filter((column) => column.generated !== undefined).length
      if (generated > 0 && generated < clause.columns.length) {
        refuseAnalyzing('Can not add normal column and Generated Column in the same time')
      }
      return
    }
    case 'DropColumnClause':
      return analyzeDropColumn(clause, table)
    case 'ModifyColumnClause':
      return analyzeModifyColumn(clause, table, key, scope)
    case 'AddFieldClause':
    case 'DropFieldClause':
      return analyzeField(clause, table, scope)
    case 'CreateIndexClause':
      return analyzeCreateIndex(clause.index, table, scope)
    default:
  }
}

/** Clauses that make one schema-change job together (SchemaChangeHandler.analyzeAndCreateJob). */
function changeSchema(
  name: ObjectName,
  table: Table,
  key: TableKey,
  clauses: readonly AlterTableClause[],
  scope: ApplyScope,
): Applied {
  const draft = draftOf(table, key, hasFastEvolution(table, scope))
  for (const clause of clauses) {
    checkRollupReaders(name, table, key, clause, scope)
    switch (clause.kind) {
      case 'ModifyColumnCommentClause':
        if (clauses.length > 1 && !scope.capabilities.commentWithOtherClauses) {
          refuse('MODIFY COLUMN COMMENT can not be combined with other alter operations')
        }
        // The server sets the comment and forgets about all other clauses (read in its source).
        return changeComment(name, table, clause.name, clause.comment, scope)
      case 'ReorderColumnsClause':
        if (isReorder(draft, clause, scope.capabilities)) {
          reorderColumns(draft, clause)
          break
        }
        return changeSortKey(name, draft, clause, clauses.length, scope)
      default:
        workOut(draft, clause, scope)
    }
  }
  const { table: changed, job: kind } = finishSchemaChange(draft)
  return put(
    scope,
    name,
    changed,
    job(name, kind),
    ...inactivatedByColumns(name, draft.changedColumns, scope),
    ...(draft.reordered ? inactivates(name, `base-table reordered columns: ${name.name}`, scope) : []),
  )
}

function workOut(draft: TableDraft, clause: AlterTableClause, scope: ApplyScope): void {
  switch (clause.kind) {
    case 'AddColumnClause':
      return addColumn(draft, clause.column, clause.position, scope)
    case 'AddColumnsClause':
      for (const column of clause.columns) addColumn(draft, column, undefined, scope)
      return
    case 'DropColumnClause':
      return dropColumn(draft, clause)
    case 'ModifyColumnClause':
      return modifyColumn(draft, clause, scope)
    case 'AddFieldClause':
    case 'DropFieldClause':
      return changeField(draft, clause)
    case 'CreateIndexClause':
      return addIndex(draft, clause.index, scope)
    case 'DropIndexClause':
      return removeIndex(draft, clause.name)
    default:
  }
}

function hasFastEvolution(table: Table, scope: ApplyScope): boolean {
  return scope.capabilities.fastSchemaEvolution && table.properties['fast_schema_evolution'] !== 'false'
}

function changeComment(name: ObjectName, table: Table, column: string, comment: string, scope: ApplyScope): Applied {
  const wanted = column.toLowerCase()
  if (!table.columns.some((candidate) => candidate.name.toLowerCase() === wanted)) {
    refuse(`Column[${column}] does not exists`)
  }
  const columns = table.columns.map((candidate) => {
    if (candidate.name.toLowerCase() !== wanted) return candidate
    const { comment: _, ...rest } = candidate
    return comment === '' ? rest : { ...rest, comment }
  })
  return put(scope, name, { ...table, columns }, job(name, 'metadata'))
}

function changeSortKey(
  name: ObjectName,
  draft: TableDraft,
  clause: Extract<AlterTableClause, { kind: 'ReorderColumnsClause' }>,
  clauses: number,
  scope: ApplyScope,
): Applied {
  const { capabilities } = scope
  if (clauses > 1 && !capabilities.sortKeyWithOtherClauses) {
    refuse('MODIFY SORT KEY COLUMNS can not be combined with other alter operations')
  }
  draft.sortKey = modifySortKey(draft, clause, capabilities)
  draft.fast = false
  // The server makes the job for the sort key and forgets about the other clauses (recorded: an added column does not come).
  const changed: Table = { ...draft.table, sortKey: draft.sortKey }
  checkShortKey(changed)
  return put(
    scope,
    name,
    changed,
    job(name, 'schema-change'),
    ...inactivates(name, `base-table reordered columns: ${name.name}`, scope),
  )
}

/** Clauses that stand alone. */
function applyClause(
  name: ObjectName,
  table: Table,
  key: TableKey,
  clause: AlterTableClause,
  scope: ApplyScope,
): Applied {
  const changed = (next: Table, kind: StatementJob = 'metadata', ...effects: readonly StatementEffect[]): Applied =>
    next === table
      ? applied(scope.state, job(name, kind), ...effects)
      : put(scope, name, next, job(name, kind), ...effects)
  switch (clause.kind) {
    case 'TableRenameClause':
      return renameTable(name, table, clause, scope)
    case 'SwapTableClause':
      return swapTable(name, table, clause, scope)
    case 'ColumnRenameClause':
      return changed(
        renameColumn(table, key, clause, scope),
        'metadata',
        ...inactivatedByColumns(name, [clause.name], scope),
      )
    case 'PartitionRenameClause':
      return changed(renamePartition(table, clause, scope.capabilities))
    case 'RollupRenameClause':
      return changed(renameRollup(table, clause))
    case 'ModifyCommentClause': {
      const { comment: _, ...rest } = table
      return changed(clause.comment === '' ? rest : { ...rest, comment: clause.comment })
    }
    case 'ModifyPropertiesClause': {
      const { table: next, job: kind } = modifyProperties(name, table, key, clause, scope)
      return changed(next, kind)
    }
    case 'OptimizeClause':
      return changed(
        optimizeTable(table, key, clause, scope),
        'optimize',
        ...inactivates(name, `base-table optimized:${name.name}`, scope),
      )
    case 'AddRollupClause':
      return changed(addRollups(table, key, clause.rollups, scope.capabilities), 'rollup')
    case 'DropRollupClause':
      return changed(dropRollups(table, clause.names))
    case 'AddPartitionClause':
      return changed(addPartition(table, clause, scope))
    case 'DropPartitionClause':
      return changed(dropPartition(table, clause, scope))
    case 'TruncatePartitionClause':
      return changed(truncatePartition(table, clause))
    case 'ReplacePartitionClause':
      return changed(replacePartition(table, clause))
    case 'ModifyPartitionClause':
      return changed(modifyPartition(table, clause, scope))
    case 'DropPersistentIndexClause':
      if (scope.capabilities.runMode === 'shared_nothing')
        refuse('drop persistent index only support cloud native index')
      return changed(table)
    case 'PartitionColumnsClause': {
      const action = clause.action === 'ADD' ? 'Add' : 'Drop'
      return refuse(`Not support alter table operation : com.starrocks.sql.ast.${action}PartitionColumnClause`)
    }
    case 'SplitTabletClause':
      if (scope.capabilities.runMode === 'shared_nothing') {
        refuseAnalyzing('Split tablet only support cloud native tables')
      }
      return changed(table)
    case 'TableOperationClause':
      if (scope.capabilities.wording === '4.1')
        refuseAnalyzing('Alter table operation is only supported for Iceberg tables')
      return refuse('Not support alter table operation : com.starrocks.sql.ast.AlterTableOperationClause')
    default:
      return changed(table)
  }
}

import type { AlterTableClause, AlterTableStatement, OptimizeClause } from '../ast/alter-table.ts'
import type { Statement } from '../ast/statement.ts'
import { alterColumnClause, modifyColumn, reorderColumns } from './alter-column.ts'
import { addPartition, dropPartition, modifyPartition, renamePartition, replacePartition } from './alter-partition.ts'
import { createReference, dropReference } from './alter-reference.ts'
import { atKeyDesc, distributionDesc, indexBody, keyDesc, orderByDesc, rollupDesc } from './clauses.ts'
import type { Cursor, Mutable } from './cursor.ts'
import {
  accept,
  acceptWords,
  advance,
  at,
  commaSeparated,
  expect,
  expectWords,
  fail,
  finish,
  parenthesized,
} from './cursor.ts'
import { peek } from './cursor.ts'
import { callName, functionCall } from './function-call.ts'
import {
  atPartitionNames,
  identifier,
  identifierList,
  integerText,
  optionalProperties,
  partitionNames,
} from './names.ts'
import { propertyList, qualifiedName, string } from './names.ts'
import { partitionDesc } from './partition.ts'

/** ALTER TABLE name clause [, clause]...; ADD ROLLUP and DROP ROLLUP stand alone */
export function alterTable(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'ALTER', 'TABLE')
  const name = qualifiedName(c)
  const clauses = commaSeparated(c, alterTableClause)
  const node: AlterTableStatement = { kind: 'AlterTableStatement', name, clauses }
  return finish(c, start, node)
}

/** alterClause, the part that concerns tables */
function alterTableClause(c: Cursor): AlterTableClause {
  switch (c.kind) {
    case 'ADD':
      return addClause(c)
    case 'DROP':
      return dropClause(c)
    case 'MODIFY':
      return peek(c) === 'PARTITION' ? modifyPartition(c) : modifyColumn(c)
    case 'RENAME':
      return renameClause(c)
    case 'ORDER':
      return reorderOrOptimize(c)
    case 'SET':
      return setProperties(c)
    default:
      return otherClause(c)
  }
}

function otherClause(c: Cursor): AlterTableClause {
  const start = c.index
  if (accept(c, 'SWAP')) {
    expect(c, 'WITH')
    return finish(c, start, { kind: 'SwapTableClause', name: identifier(c) })
  }
  if (accept(c, 'COMMENT')) {
    expect(c, '=')
    return finish(c, start, { kind: 'ModifyCommentClause', comment: string(c) })
  }
  if (at(c, 'COMPACT') || at(c, 'BASE') || at(c, 'CUMULATIVE')) return compaction(c)
  if (accept(c, 'TRUNCATE')) {
    return finish(c, start, { kind: 'TruncatePartitionClause', partitions: partitionNames(c) })
  }
  if (at(c, 'REPLACE')) {
    const reference = peek(c) === 'BRANCH' || peek(c) === 'TAG'
    return reference ? createReference(c) : replacePartition(c)
  }
  if (at(c, 'CREATE')) return createReference(c)
  if (accept(c, 'EXECUTE')) {
    const call = functionCall(c, c.index, callName(c))
    if (call.kind !== 'FunctionCall') return fail(c, 'a procedure')
    return finish(c, start, { kind: 'TableOperationClause', call })
  }
  if (accept(c, 'SPLIT')) return splitTablet(c, start)
  if (accept(c, 'AUTO_INCREMENT')) {
    expect(c, '=')
    return finish(c, start, { kind: 'ModifyAutoIncrementClause', value: integerText(c) })
  }
  return optimize(c)
}

/** (ADD | DROP) PARTITION COLUMN expression [, expression]... */
function partitionColumns(c: Cursor): AlterTableClause {
  const start = c.index
  const action = accept(c, 'ADD') ? 'ADD' : 'DROP'
  if (action === 'DROP') advance(c)
  expectWords(c, 'PARTITION', 'COLUMN')
  return finish(c, start, {
    kind: 'PartitionColumnsClause',
    action,
    expressions: commaSeparated(c, (item) => item.rules.expression(item)),
  })
}

function addClause(c: Cursor): AlterTableClause {
  const start = c.index
  if (peek(c) === 'PARTITION' && peek(c, 2) === 'COLUMN') return partitionColumns(c)
  switch (peek(c)) {
    case 'COLUMN':
      return alterColumnClause(c)
    case 'INDEX': {
      expectWords(c, 'ADD', 'INDEX')
      const index = indexBody(c, start, identifier(c))
      return finish(c, start, { kind: 'CreateIndexClause', index })
    }
    case 'ROLLUP':
      expectWords(c, 'ADD', 'ROLLUP')
      return finish(c, start, { kind: 'AddRollupClause', rollups: commaSeparated(c, rollupDesc) })
    default:
      return addPartition(c)
  }
}

function dropClause(c: Cursor): AlterTableClause {
  const start = c.index
  if (peek(c) === 'PARTITION' && peek(c, 2) === 'COLUMN') return partitionColumns(c)
  switch (peek(c)) {
    case 'COLUMN':
      return alterColumnClause(c)
    case 'INDEX':
      expectWords(c, 'DROP', 'INDEX')
      return finish(c, start, { kind: 'DropIndexClause', name: identifier(c) })
    case 'ROLLUP':
      expectWords(c, 'DROP', 'ROLLUP')
      return finish(c, start, { kind: 'DropRollupClause', names: commaSeparated(c, identifier) })
    case 'PERSISTENT': {
      expectWords(c, 'DROP', 'PERSISTENT', 'INDEX', 'ON', 'TABLETS')
      return finish(c, start, { kind: 'DropPersistentIndexClause', tablets: parenthesized(c, integerText) })
    }
    case 'BRANCH':
    case 'TAG':
      return dropReference(c)
    default:
      return dropPartition(c)
  }
}

/** RENAME newName | RENAME COLUMN a TO b | RENAME ROLLUP a b | RENAME PARTITION a b */
function renameClause(c: Cursor): AlterTableClause {
  const start = c.index
  expect(c, 'RENAME')
  if (accept(c, 'COLUMN')) {
    const name = identifier(c)
    expect(c, 'TO')
    return finish(c, start, { kind: 'ColumnRenameClause', name, newName: identifier(c) })
  }
  if (at(c, 'PARTITION')) return renamePartition(c, start)
  if (c.kind === 'ROLLUP' && peek(c) !== ',' && peek(c) !== 'end' && peek(c) !== ';') {
    advance(c)
    const name = identifier(c)
    return finish(c, start, { kind: 'RollupRenameClause', name, newName: identifier(c) })
  }
  return finish(c, start, { kind: 'TableRenameClause', newName: identifier(c) })
}

/** SET propertyList */
export function setProperties(c: Cursor): AlterTableClause & { readonly kind: 'ModifyPropertiesClause' } {
  const start = c.index
  expect(c, 'SET')
  return finish(c, start, { kind: 'ModifyPropertiesClause', properties: propertyList(c) })
}

/** ORDER BY ( columns ) alone reorders; with DISTRIBUTED BY or BETWEEN behind it rebuilds */
function reorderOrOptimize(c: Cursor): AlterTableClause {
  const start = c.index
  const orderBy = orderByDesc(c)
  if (!at(c, 'DISTRIBUTED') && !at(c, 'BETWEEN')) return reorderColumns(c, start, orderBy)
  return optimizeTail(c, start, { kind: 'OptimizeClause', orderBy })
}

/** [partitionNames] [keyDesc] [partitionDesc] [orderByDesc] [distributionDesc] [BETWEEN string AND string]; the server takes an empty one */
function optimize(c: Cursor): AlterTableClause {
  const start = c.index
  const node: Mutable<OptimizeClause> = { kind: 'OptimizeClause' }
  const byName = atPartitionNames(c) && !(c.kind === 'PARTITION' && peek(c) === 'BY')
  if (byName) node.partitions = partitionNames(c)
  if (atKeyDesc(c)) node.key = keyDesc(c)
  if (at(c, 'PARTITION')) node.partition = partitionDesc(c)
  if (at(c, 'ORDER')) node.orderBy = orderByDesc(c)
  return optimizeTail(c, start, node)
}

function optimizeTail(c: Cursor, start: number, node: Mutable<OptimizeClause>): AlterTableClause {
  if (at(c, 'DISTRIBUTED')) node.distribution = distributionDesc(c)
  if (at(c, 'BETWEEN')) {
    const from = c.index
    advance(c)
    const low = string(c)
    expect(c, 'AND')
    node.range = finish(c, from, { kind: 'OptimizeRange', start: low, end: string(c) })
  }
  if (c.index === start && !at(c, 'end') && !at(c, ';')) return fail(c, 'an ALTER TABLE clause')
  return finish(c, start, node)
}

/** [BASE | CUMULATIVE] COMPACT [partition | ( partitions )] */
function compaction(c: Cursor): AlterTableClause {
  const start = c.index
  const type = accept(c, 'BASE') ? 'BASE' : accept(c, 'CUMULATIVE') ? 'CUMULATIVE' : undefined
  expect(c, 'COMPACT')
  const ends = c.kind === ',' || c.kind === ';' || c.kind === 'end'
  const partitions = ends ? undefined : at(c, '(') ? identifierList(c) : [identifier(c)]
  return finish(c, start, {
    kind: 'CompactionClause',
    ...(type === undefined ? {} : { type }),
    ...(partitions === undefined ? {} : { partitions }),
  })
}

/** (TABLET | TABLETS) [partitionNames | ( integers )] [PROPERTIES] */
function splitTablet(c: Cursor, start: number): AlterTableClause {
  if (!acceptWords(c, 'TABLET') && !acceptWords(c, 'TABLETS')) fail(c, 'TABLET', 'TABLETS')
  const tablets = at(c, '(') ? parenthesized(c, integerText) : undefined
  const partitions = tablets === undefined && atPartitionNames(c) ? partitionNames(c) : undefined
  const properties = optionalProperties(c)
  return finish(c, start, {
    kind: 'SplitTabletClause',
    ...(partitions === undefined ? {} : { partitions }),
    ...(tablets === undefined ? {} : { tablets }),
    ...(properties === undefined ? {} : { properties }),
  })
}

import type { AlterTableClause, DropPartitionClause } from '../ast/alter-table.ts'
import { distribution, distributionDesc } from './clauses.ts'
import type { Cursor, Mutable } from './cursor.ts'
import { accept, acceptWords, at, expect, expectWords, fail, finish } from './cursor.ts'
import { expression } from './expression.ts'
import { identifier, identifierList, ifExists, optionalProperties, partitionNames, propertyList } from './names.ts'
import { multiRangePartition, namedPartition } from './partition.ts'

/** ADD [TEMPORARY] (PARTITION ... | PARTITIONS START ... END ... EVERY ...) [distribution] [PROPERTIES] */
export function addPartition(c: Cursor): AlterTableClause {
  const start = c.index
  expect(c, 'ADD')
  const temporary = accept(c, 'TEMPORARY') ? { temporary: true as const } : {}
  if (!at(c, 'PARTITION') && !at(c, 'PARTITIONS')) fail(c, 'COLUMN', 'INDEX', 'ROLLUP')
  const partition = accept(c, 'PARTITIONS') ? multiRangePartition(c) : namedPartition(c)
  const placed = at(c, 'DISTRIBUTED') ? { distribution: distributionDesc(c) } : {}
  const properties = optionalProperties(c)
  return finish(c, start, {
    kind: 'AddPartitionClause',
    ...temporary,
    partition,
    ...placed,
    ...(properties === undefined ? {} : { properties }),
  })
}

/** DROP [TEMPORARY] (PARTITION | PARTITIONS) [IF EXISTS] (name | ( names ) | START ... | WHERE ...) [FORCE], DROP ALL TEMPORARY PARTITIONS */
export function dropPartition(c: Cursor): AlterTableClause {
  const start = c.index
  expect(c, 'DROP')
  const node: Mutable<DropPartitionClause> = { kind: 'DropPartitionClause' }
  if (accept(c, 'ALL')) {
    expectWords(c, 'TEMPORARY', 'PARTITIONS')
    node.temporary = true
  } else {
    if (accept(c, 'TEMPORARY')) node.temporary = true
    if (!at(c, 'PARTITION') && !at(c, 'PARTITIONS')) fail(c, 'COLUMN', 'INDEX', 'ROLLUP')
    droppedPartitions(c, node)
  }
  if (accept(c, 'FORCE')) node.force = true
  return finish(c, start, node)
}

function droppedPartitions(c: Cursor, node: Mutable<DropPartitionClause>): void {
  if (accept(c, 'PARTITION')) {
    if (ifExists(c)) node.ifExists = true
    node.names = [identifier(c)]
    return
  }
  expect(c, 'PARTITIONS')
  if (ifExists(c)) node.ifExists = true
  if (at(c, 'START')) node.range = multiRangePartition(c)
  else if (accept(c, 'WHERE')) node.where = expression(c)
  else node.names = identifierList(c)
}

/** MODIFY PARTITION (name | ( names ) | ( * )) SET propertyList, MODIFY PARTITION distributionDesc */
export function modifyPartition(c: Cursor): AlterTableClause {
  const start = c.index
  expectWords(c, 'MODIFY', 'PARTITION')
  const from = c.index
  if (acceptWords(c, 'DISTRIBUTED', 'BY')) {
    return finish(c, start, { kind: 'ModifyPartitionDistributionClause', distribution: distribution(c, from) })
  }
  const names = acceptWords(c, '(', '*', ')') ? '*' : at(c, '(') ? identifierList(c) : [identifier(c)]
  expect(c, 'SET')
  return finish(c, start, { kind: 'ModifyPartitionClause', names, properties: propertyList(c) })
}

/** RENAME PARTITION name newName, RENAME being read already */
export function renamePartition(c: Cursor, start: number): AlterTableClause {
  expect(c, 'PARTITION')
  const name = identifier(c)
  return finish(c, start, { kind: 'PartitionRenameClause', name, newName: identifier(c) })
}

/** REPLACE partitionNames WITH partitionNames [PROPERTIES] */
export function replacePartition(c: Cursor): AlterTableClause {
  const start = c.index
  expect(c, 'REPLACE')
  const partitions = partitionNames(c)
  expect(c, 'WITH')
  const replacement = partitionNames(c)
  const properties = optionalProperties(c)
  const tail = properties === undefined ? {} : { properties }
  return finish(c, start, { kind: 'ReplacePartitionClause', partitions, replacement, ...tail })
}

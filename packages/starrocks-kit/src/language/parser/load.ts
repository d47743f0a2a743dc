import type { PartitionNames } from '../ast/common.ts'
import type { Assignment } from '../ast/dml.ts'
import type {
  AlterRoutineLoadStatement,
  CreateRoutineLoadStatement,
  ImportColumns,
  LoadProperty,
  ShowLoadJobsStatement,
} from '../ast/load.ts'
import type { Statement } from '../ast/statement.ts'
import type { Cursor, Mutable } from './cursor.ts'
import { accept, advance, at, expect, expectOneOf, expectWords, fail, finish, parenthesized, peek } from './cursor.ts'
import { expressionOrDefault } from './dml.ts'
import { expression } from './expression.ts'
import { orderBy } from './function-call.ts'
import {
  atPartitionNames,
  identifier,
  identifierOrString,
  optionalProperties,
  partitionNames,
  propertyList,
} from './names.ts'
import { qualifiedName, string } from './names.ts'
import { limitElement } from './query.ts'

/** CREATE ROUTINE LOAD name ON table [loadProperties] [properties] FROM source [propertyList] */
export function createRoutineLoad(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'CREATE', 'ROUTINE', 'LOAD')
  const name = qualifiedName(c)
  expect(c, 'ON')
  const table = qualifiedName(c)
  const load = loadProperties(c)
  const properties = optionalProperties(c)
  expect(c, 'FROM')
  const node: Mutable<CreateRoutineLoadStatement> = {
    kind: 'CreateRoutineLoadStatement',
    name,
    table,
    source: identifier(c),
  }
  if (load !== undefined) node.load = load
  if (properties !== undefined) node.properties = properties
  if (at(c, '(')) node.sourceProperties = propertyList(c)
  return finish(c, start, node)
}

/** ALTER ROUTINE LOAD FOR name [loadProperties] [properties] [FROM source propertyList] */
export function alterRoutineLoad(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'ALTER', 'ROUTINE', 'LOAD', 'FOR')
  const node: Mutable<AlterRoutineLoadStatement> = { kind: 'AlterRoutineLoadStatement', name: qualifiedName(c) }
  const load = loadProperties(c)
  if (load !== undefined) node.load = load
  const properties = optionalProperties(c)
  if (properties !== undefined) node.properties = properties
  if (accept(c, 'FROM')) {
    node.source = identifier(c)
    node.sourceProperties = propertyList(c)
  }
  return finish(c, start, node)
}

/** [loadProperty [, loadProperty]...] */
function loadProperties(c: Cursor): LoadProperty[] | undefined {
  const starts = at(c, 'COLUMNS') || at(c, 'ROWS') || at(c, 'WHERE') || atPartitionNames(c)
  if (!starts) return undefined
  const properties = [loadProperty(c)]
  while (accept(c, ',')) properties.push(loadProperty(c))
  return properties
}

/** (COLUMNS | ROWS) TERMINATED BY string | COLUMNS ( columns ) | WHERE expression | partitionNames */
function loadProperty(c: Cursor): LoadProperty {
  const start = c.index
  if (c.kind === 'COLUMNS' && peek(c) === '(') return importColumns(c)
  if (at(c, 'COLUMNS') || at(c, 'ROWS')) {
    const type = expectOneOf(c, ['COLUMNS', 'ROWS'])
    expectWords(c, 'TERMINATED', 'BY')
    return finish(c, start, { kind: 'LoadSeparator', type, value: string(c) })
  }
  if (accept(c, 'WHERE')) return finish(c, start, { kind: 'ImportWhere', condition: expression(c) })
  return atPartitionNames(c) ? loadPartitions(c) : fail(c, 'COLUMNS', 'ROWS', 'WHERE', 'PARTITION')
}

/** Names of partitions without parentheses end where the next property begins. */
function loadPartitions(c: Cursor): PartitionNames {
  const bare = peek(c, c.kind === 'TEMPORARY' ? 2 : 1) !== '('
  if (!bare) return partitionNames(c)
  const start = c.index
  const temporary = accept(c, 'TEMPORARY') ? { temporary: true as const } : {}
  expectOneOf(c, ['PARTITION', 'PARTITIONS'])
  const names = [identifierOrString(c)]
  while (c.kind === ',' && !startsProperty(c, 1)) {
    advance(c)
    names.push(identifierOrString(c))
  }
  return finish(c, start, { kind: 'PartitionNames', ...temporary, names })
}

function startsProperty(c: Cursor, offset: number): boolean {
  const word = peek(c, offset)
  const behind = peek(c, offset + 1)
  return word === 'WHERE' || word === 'ROWS' || (word === 'COLUMNS' && (behind === '(' || behind === 'TERMINATED'))
}

/** COLUMNS ( (name | name = expression) [, ...] ) */
export function importColumns(c: Cursor): ImportColumns {
  const start = c.index
  expect(c, 'COLUMNS')
  return finish(c, start, {
    kind: 'ImportColumns',
    columns: parenthesized(c, (inner) => (peek(inner) === '=' ? assignment(inner) : qualifiedName(inner))),
  })
}

function assignment(c: Cursor): Assignment {
  const start = c.index
  const column = identifier(c)
  expect(c, '=')
  return finish(c, start, { kind: 'Assignment', column, value: expressionOrDefault(c) })
}

/** (PAUSE | RESUME | STOP) ROUTINE LOAD FOR name */
export function controlRoutineLoad(c: Cursor): Statement {
  const start = c.index
  const action = expectOneOf(c, ['PAUSE', 'RESUME', 'STOP'])
  expectWords(c, 'ROUTINE', 'LOAD', 'FOR')
  return finish(c, start, { kind: 'ControlRoutineLoadStatement', action, name: qualifiedName(c) })
}

/** SHOW CREATE ROUTINE LOAD name */
export function showCreateRoutineLoad(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'SHOW', 'CREATE', 'ROUTINE', 'LOAD')
  return finish(c, start, { kind: 'ShowCreateStatement', type: 'ROUTINE LOAD', name: qualifiedName(c) })
}

/** SHOW [ALL] (ROUTINE | STREAM) LOAD [FOR name] [FROM database] [WHERE] [ORDER BY] [LIMIT] | SHOW ROUTINE LOAD TASK [FROM database] WHERE expression */
export function showLoadJobs(c: Cursor): Statement {
  const start = c.index
  expect(c, 'SHOW')
  const all = accept(c, 'ALL')
  const subject = expectOneOf(c, ['ROUTINE', 'STREAM'])
  expect(c, 'LOAD')
  const task = !all && subject === 'ROUTINE' && accept(c, 'TASK')
  const node: Mutable<ShowLoadJobsStatement> = {
    kind: 'ShowLoadJobsStatement',
    subject: task ? 'ROUTINE LOAD TASK' : `${subject} LOAD`,
  }
  if (all) node.all = true
  if (!task && accept(c, 'FOR')) node.name = qualifiedName(c)
  if (accept(c, 'FROM')) node.database = qualifiedName(c)
  if (task) expect(c, 'WHERE')
  if (task || accept(c, 'WHERE')) node.where = expression(c)
  if (!task && at(c, 'ORDER')) node.orderBy = orderBy(c)
  if (!task && at(c, 'LIMIT')) node.limit = limitElement(c)
  return finish(c, start, node)
}

import { describe, expect, test } from 'vitest'
import { operationToStatements } from '../../src/operations/index.ts'
import type { ColumnPosition, Operation } from '../../src/operations/index.ts'
import { mergeStatements } from '../../src/plan/merge.ts'
import type { Column, ObjectName, Target } from '../../src/schema/index.ts'

const target: Target = { version: { major: 3, minor: 5, patch: 7, label: '3.5.7' }, runMode: 'shared_nothing' }
const table: ObjectName = { database: 'shop', name: 't' }
const other: ObjectName = { database: 'shop', name: 'other' }
const column = (name: string, more: Partial<Column> = {}): Column => ({
  name,
  type: { kind: 'simple', name: 'int' },
  nullable: true,
  ...more,
})
const add = (name: string, position?: ColumnPosition): Operation => ({
  kind: 'AddColumn',
  table,
  column: column(name),
  ...(position !== undefined ? { position } : {}),
})
const drop = (name: string): Operation => ({ kind: 'DropColumn', table, column: name })
const modify = (name: string): Operation => ({
  kind: 'ModifyColumn',
  table,
  from: column(name),
  to: column(name, { type: { kind: 'simple', name: 'bigint' } }),
})
const comment = (name: string): Operation => ({
  kind: 'ModifyColumn',
  table,
  from: column(name),
  to: column(name, { comment: 'x' }),
})
const index = (name: string): Operation => ({
  kind: 'AddIndex',
  table,
  index: { name, columns: ['a'], type: 'BITMAP', properties: {} },
})

/** The kinds of the clauses of each statement. */
function merged(...operations: Operation[]): string[][] {
  const statements = operations.flatMap((operation) =>
    operationToStatements(operation, { target, defaultDatabase: 'shop' }).map((statement) => ({
      statement,
      operations: [operation],
    })),
  )
  return mergeStatements(statements).map(({ statement }) =>
    statement.kind === 'AlterTableStatement' ? statement.clauses.map(({ kind }) => kind) : [statement.kind],
  )
}

describe('clauses that share one ALTER TABLE', () => {
  test('columns that are added, dropped and modified', () => {
    expect(merged(drop('a'), add('b'), modify('c'))).toEqual([
      ['DropColumnClause', 'AddColumnClause', 'ModifyColumnClause'],
    ])
  })
  test('a column behind another new one', () => {
    expect(merged(add('a'), add('b', { after: 'a' }))).toEqual([['AddColumnClause', 'AddColumnClause']])
  })
  test('indexes that are added, and those that are dropped', () => {
    const dropIndex: Operation = { kind: 'DropIndex', table, index: 'k' }
    expect(merged(dropIndex, { ...dropIndex, index: 'l' }, index('i'), index('j'))).toEqual([
      ['DropIndexClause', 'DropIndexClause'],
      ['CreateIndexClause', 'CreateIndexClause'],
    ])
  })
})

describe('clauses that need an ALTER TABLE of their own', () => {
  test('a comment alone: the server would silently leave out what stands beside it', () => {
    expect(merged(add('a'), comment('b'), add('c'))).toEqual([
      ['AddColumnClause'],
      ['ModifyColumnCommentClause'],
      ['AddColumnClause'],
    ])
  })
  test('a sort key: the server would silently leave out what stands beside it', () => {
    expect(merged(add('a'), { kind: 'ModifySortKey', table, to: [{ column: 'b' }] })).toEqual([
      ['AddColumnClause'],
      ['ReorderColumnsClause'],
    ])
  })
  test('the same column twice', () => {
    expect(merged(drop('a'), add('a'))).toEqual([['DropColumnClause'], ['AddColumnClause']])
  })
  test('a column behind one that the statement modifies', () => {
    expect(merged(modify('a'), add('b', { after: 'a' }))).toEqual([['ModifyColumnClause'], ['AddColumnClause']])
  })
  test('an index on a column that is new', () => {
    expect(merged(add('a'), index('i'))).toEqual([['AddColumnClause'], ['CreateIndexClause']])
  })
  test('a generated column', () => {
    const generated = column('g', { generated: { text: 'a + 1', origin: 'user' } })
    expect(merged(add('b'), { kind: 'AddColumn', table, column: generated })).toEqual([
      ['AddColumnClause'],
      ['AddColumnClause'],
    ])
  })
  test('each property, except those of a family', () => {
    const set: Operation = {
      kind: 'ModifyTableProperties',
      table,
      from: {},
      to: {
        write_quorum: 'ONE',
        'dynamic_partition.enable': 'true',
        replicated_storage: 'true',
        'dynamic_partition.end': '3',
      },
    }
    const statements = operationToStatements(set, { target, defaultDatabase: 'shop' })
    const keys = statements.map((statement) =>
      statement.kind === 'AlterTableStatement'
        ? statement.clauses.flatMap((clause) =>
            clause.kind === 'ModifyPropertiesClause' ? clause.properties.map(({ key }) => key) : [],
          )
        : [],
    )
    expect(keys).toEqual([
      ['dynamic_partition.enable', 'dynamic_partition.end'],
      ['write_quorum'],
      ['replicated_storage'],
    ])
  })
  test('another table', () => {
    expect(merged(add('a'), { ...drop('b'), table: other } as Operation)).toEqual([
      ['AddColumnClause'],
      ['DropColumnClause'],
    ])
  })
})

import type { AlterTableClause, CreateReferenceClause, Retention } from '../ast/alter-table.ts'
import type { Cursor, Mutable } from './cursor.ts'
import { accept, acceptWords, expect, expectOneOf, finish, peek, text } from './cursor.ts'
import { advance, fail } from './cursor.ts'
import { identifier, ifExists, ifNotExists } from './names.ts'

/** [CREATE OR] REPLACE (BRANCH | TAG) name options, CREATE (BRANCH | TAG) [IF NOT EXISTS] name options */
export function createReference(c: Cursor): AlterTableClause {
  const start = c.index
  const create = accept(c, 'CREATE')
  const orReplace = create ? acceptWords(c, 'OR', 'REPLACE') : accept(c, 'REPLACE')
  const type = expectOneOf(c, ['BRANCH', 'TAG'])
  const node: Mutable<CreateReferenceClause> = { kind: 'CreateReferenceClause', type, name: '' }
  if (create) node.create = true
  if (orReplace) node.orReplace = true
  else if (ifNotExists(c)) node.ifNotExists = true
  node.name = identifier(c)
  if (acceptWords(c, 'AS', 'OF', 'VERSION')) node.version = number(c)
  if (accept(c, 'RETAIN')) node.retain = retention(c)
  if (type === 'BRANCH' && acceptWords(c, 'WITH', 'SNAPSHOT', 'RETENTION')) snapshotRetention(c, node)
  return finish(c, start, node)
}

/** n SNAPSHOTS, n (DAYS | HOURS | MINUTES), or both */
function snapshotRetention(c: Cursor, node: Mutable<CreateReferenceClause>): void {
  if (peek(c) === 'SNAPSHOTS') {
    node.minSnapshots = number(c)
    expect(c, 'SNAPSHOTS')
    if (c.kind !== 'integer') return
  }
  node.maxSnapshotAge = retention(c)
}

function retention(c: Cursor): Retention {
  const start = c.index
  const count = number(c)
  return finish(c, start, { kind: 'Retention', count, unit: expectOneOf(c, ['DAYS', 'HOURS', 'MINUTES']) })
}

function number(c: Cursor): string {
  if (c.kind !== 'integer' && c.kind !== 'decimal' && c.kind !== 'double') fail(c, 'a number')
  const written = text(c)
  advance(c)
  return written
}

/** DROP (BRANCH | TAG) [IF EXISTS] name */
export function dropReference(c: Cursor): AlterTableClause {
  const start = c.index
  expect(c, 'DROP')
  const type = expectOneOf(c, ['BRANCH', 'TAG'])
  const optional = ifExists(c) ? { ifExists: true as const } : {}
  return finish(c, start, { kind: 'DropReferenceClause', type, ...optional, name: identifier(c) })
}

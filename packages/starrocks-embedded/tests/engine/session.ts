import { parseStatement } from 'starrocks-kit/language'
import type { Column, KeyType, Table, View } from 'starrocks-kit/schema'
import { createEngine } from '../../src/engine/create-engine.ts'
import type { Engine } from '../../src/engine/engine.ts'
import type { Resolved, Scope } from '../../src/sql/scope.ts'

const INT = { kind: 'simple', name: 'int' } as const

/** An INT column, changed as given. */
export function column(name: string, changes: Partial<Column> = {}): Column {
  return { name, type: INT, nullable: true, ...changes }
}

export function table(
  name: string,
  columns: readonly Column[],
  type: KeyType,
  keys: readonly string[],
  rest: Partial<Table> = {},
): Table {
  return {
    kind: 'Table',
    name,
    columns,
    key: { type, columns: keys },
    indexes: {},
    rollups: {},
    properties: {},
    ...rest,
  }
}

export function view(name: string, text: string, columns?: readonly string[]): View {
  return {
    kind: 'View',
    name,
    query: { text, origin: 'user' },
    ...(columns === undefined ? {} : { columns: columns.map((item) => ({ name: item })) }),
  }
}

/** A session of one database, `db`, over an engine. */
export interface Session {
  readonly engine: Engine
  readonly scope: Scope
  add(name: string, object: Resolved): void
  /** Runs a query or a DML statement: rows, or the number of affected ones. */
  run(sql: string): Promise<readonly (readonly (string | null)[])[] | number>
  columns(sql: string): Promise<readonly string[]>
}

export function openSession(
  objects: Readonly<Record<string, Resolved>> = {},
  engine: Engine = createEngine(),
): Session {
  const known = new Map(Object.entries(objects))
  const scope: Scope = {
    currentDatabase: 'db',
    resolve: (name) => (name.database === undefined || name.database === 'db' ? known.get(name.name) : undefined),
    variable: (name) => (name === 'time_zone' ? '+08:00' : name === 'answer' ? 42 : undefined),
    userVariable: (name) => (name === 'seven' ? 7 : undefined),
    sessionFunction: (name) => (name === 'database' ? 'db' : undefined),
    now: new Date('2024-05-06T00:30:00Z'),
  }
  return {
    engine,
    scope,
    add: (name, object) => void known.set(name, object),
    async run(sql) {
      const statement = parseStatement(sql, { positions: true })
      const here: Scope = { ...scope, source: sql }
      if (statement.kind !== 'QueryStatement') return (await engine.execute(statement, here)).affectedRows
      return [...(await engine.query(statement.query, here)).rows].map((row) =>
        row.map((value) => value?.toString() ?? null),
      )
    },
    async columns(sql) {
      const statement = parseStatement(sql)
      if (statement.kind !== 'QueryStatement') throw new TypeError('not a query')
      return (await engine.describe(statement.query, scope)).map((item) => item.name)
    },
  }
}

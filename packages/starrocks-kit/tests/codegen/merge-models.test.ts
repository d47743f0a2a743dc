import { describe, expect, test } from 'vitest'
import { findModels, generateModels, mergeModels, modelFileText } from '../../src/codegen/index.ts'
import { schemaOf } from '../../src/schema/index.ts'
import type { Column, SchemaState, Table } from '../../src/schema/index.ts'

const column = (name: string): Column => ({ name, type: { kind: 'simple', name: 'int' }, nullable: true })
const tableOf = (name: string, ...columns: readonly string[]): Table => ({
  kind: 'Table',
  name,
  columns: columns.map(column),
  indexes: {},
  rollups: {},
  properties: {},
})
const stateOf = (...tables: readonly Table[]): SchemaState =>
  schemaOf(tables.map((object) => ({ database: 'app', object })))

const SOURCE = `// Written by hand.
import { readFileSync } from 'node:fs'
import { int, table, varchar } from 'starrocks-kit'

export const users = table(
  'users', // "(" in a comment, ')' in a string
  { id: int().comment('a ) and a \\' and \`\${x}\`') },
)

/** What orders are. */
export class Purchase extends table('orders', { id: int() }) {
  get label(): string {
    return \`order \${String(this.id)} {\`
  }
}

export const limit = varchar(10)
export const gone = table('gone', { id: int() });
export const other = table('users', { id: int() }, { database: 'sales' })
export const text = readFileSync
`

describe('models that stand in a file', () => {
  test('are found with their names, and where they end', () => {
    const found = findModels(SOURCE, 'app')
    expect(found.map(({ name, identifier, style }) => [name.database, name.name, identifier, style])).toEqual([
      ['app', 'users', 'users', 'table'],
      ['app', 'orders', 'Purchase', 'class'],
      ['app', 'gone', 'gone', 'table'],
      ['sales', 'users', 'other', 'table'],
    ])
    expect(SOURCE.slice(found[1]?.callEnd, found[1]?.end)).toContain('get label()')
    expect(SOURCE.slice(found[2]?.start, found[2]?.end)).toBe("export const gone = table('gone', { id: int() });")
  })

  test('are brought up to date in their place; all else stays', () => {
    const state = stateOf(tableOf('users', 'id'), tableOf('orders', 'id', 'amount'), tableOf('items', 'id'))
    const known = new Map([
      ['app.users', { identifier: 'users', style: 'table', path: 'models.ts' } as const],
      ['app.orders', { identifier: 'Purchase', style: 'class', path: 'models.ts' } as const],
    ])
    const [file] = generateModels(state, { defaultDatabase: 'app', known })
    if (file === undefined) throw new TypeError('nothing was generated')
    const options = { defaultDatabase: 'app', same: new Set(['app.users']), gone: new Set(['app.gone']) }
    const merged = mergeModels(SOURCE, file, options)
    expect(merged).toBe(
      SOURCE.replace(
        "extends table('orders', { id: int() })",
        "extends table('orders', {\n  id: int(),\n  amount: int(),\n})",
      )
        .replace("export const gone = table('gone', { id: int() });\n", '')
        .replace(/$/u, "\nexport const items = table('items', {\n  id: int(),\n})\n"),
    )
    expect(mergeModels(merged, file, { ...options, same: new Set(['app.users', 'app.orders', 'app.items']) })).toBe(
      merged,
    )
  })

  test('get the imports that they need, and lose those that nothing uses', () => {
    const [file] = generateModels(
      stateOf({ ...tableOf('t'), columns: [{ ...column('id'), type: { kind: 'varchar', length: 5 } }] }),
      {
        defaultDatabase: 'app',
      },
    )
    if (file === undefined) throw new TypeError('nothing was generated')
    const before =
      "import { int, table, type Column } from 'starrocks-kit'\n\nexport const t = table('t', { id: int() })\ntype X = Column\n"
    const merged = mergeModels(before, file, { defaultDatabase: 'app', same: new Set(), gone: new Set() })
    expect(merged).toBe(
      "import { table, type Column, varchar } from 'starrocks-kit'\n\nexport const t = table('t', {\n  id: varchar(5),\n})\ntype X = Column\n",
    )
  })
})

describe('layouts', () => {
  const sales = { ...tableOf('index', 'id', 'placed_at', 'placedAt'), name: 'index' }
  const state = schemaOf([
    { database: 'app', object: tableOf('users', 'id') },
    { database: 'sales', object: sales },
    {
      database: 'app',
      object: { kind: 'View', name: 'named', query: { text: 'SELECT id FROM users', origin: 'user' } },
    },
  ])

  test('one file for each object, with imports between them', () => {
    const files = generateModels(state, { defaultDatabase: 'app', layout: 'per-object' })
    expect(files.map(({ path }) => path)).toEqual(['users.ts', 'sales/index_.ts', 'named.ts'])
    expect(files[2] === undefined ? '' : modelFileText(files[2])).toBe(
      "import { sql, view } from 'starrocks-kit'\nimport { users } from './users.ts'\n\n" +
        "export const named = view('named', {\n  query: sql`SELECT id FROM ${users}`,\n})\n",
    )
  })

  test('one file for each database', () => {
    const files = generateModels(state, { defaultDatabase: 'app', layout: 'per-database' })
    expect(files.map(({ path }) => path)).toEqual(['app.ts', 'sales.ts'])
  })

  test('columns in camel case keep their names in the database', () => {
    const [, file] = generateModels(state, { defaultDatabase: 'app', layout: 'per-database', casing: 'camel' })
    const text = file === undefined ? '' : modelFileText(file)
    expect(text).toContain(`placed_at: int(),\n    placedAt: int(),`)
    const [users] = generateModels(stateOf(tableOf('t', 'first_name', '_private_', 'SHOUTED_NAME')), {
      defaultDatabase: 'app',
      casing: 'camel',
    })
    expect(users === undefined ? '' : modelFileText(users)).toContain(
      "firstName: int().named('first_name'),\n  _private_: int(),\n  shoutedName: int().named('SHOUTED_NAME'),",
    )
  })
})

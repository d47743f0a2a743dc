import { expect, test } from 'vitest'
import { diffSchemas } from '../../src/diff/index.ts'
import type { DiffOptions } from '../../src/diff/index.ts'
import { int, schemaFromModels, table, unmanaged } from '../../src/models/index.ts'
import type { TableOptions } from '../../src/models/index.ts'
import { TARGET } from '../support/target.ts'

const live = table(
  'users',
  { id: int().primaryKey(), age: int() },
  { comment: 'by hand', orderBy: 'age', properties: { enable_load_profile: true, write_quorum: 'ALL' } },
)

function operations(options: TableOptions<'id' | 'age'>) {
  const model = table('users', { id: int().primaryKey(), age: int() }, options)
  const { state, overrides } = schemaFromModels([model], { defaultDatabase: 'db' })
  const from = schemaFromModels([live], { defaultDatabase: 'db' }).state
  const diffOptions: DiffOptions = { target: TARGET, defaultDatabase: 'db', overrides }
  return diffSchemas(from, state, diffOptions).operations
}

test('what is unmanaged is never changed', () => {
  expect(
    operations({ comment: unmanaged(), properties: { enable_load_profile: unmanaged(), write_quorum: unmanaged() } }),
  ).toEqual([])
})

test('what is left out follows its rule', () => {
  expect(operations({}).map(({ kind }) => kind)).toContain('ModifyTableComment')
})

test('null gives a managed attribute no value', () => {
  const changed = operations({
    comment: null,
    orderBy: null,
    properties: { enable_load_profile: null, write_quorum: 'ALL' },
  })
  expect(changed).toContainEqual(expect.objectContaining({ kind: 'ModifySortKey', to: [{ column: 'id' }] }))
  expect(changed).toContainEqual(
    expect.objectContaining({ kind: 'ModifyTableProperties', to: { enable_load_profile: 'false' } }),
  )
  expect(changed).toContainEqual(expect.objectContaining({ kind: 'ModifyTableComment' }))
})

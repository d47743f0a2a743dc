import { stripTypeScriptTypes } from 'node:module'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinMigration, migrationParts } from '../../src/codegen/render-migration.ts'
import { diffSchemas } from '../../src/diff/index.ts'
import { printStatement } from '../../src/language/index.ts'
import { completeOperations } from '../../src/migrations/complete-operations.ts'
import { collectOperations } from '../../src/migrations/index.ts'
import { readRevisionHeader } from '../../src/migrations/revisions/revision-header.ts'
import { scriptFromModule } from '../../src/migrations/script/script.ts'
import { operationToStatements, reverseOperation } from '../../src/operations/index.ts'
import type { Operation } from '../../src/operations/index.ts'
import { schemaPairArbitrary } from '../generators/schema-pair.ts'
import { DATABASE, TARGET } from '../support/target.ts'

const RUNS = Number(process.env['LAW_RUNS'] ?? 60)
const context = { target: TARGET, defaultDatabase: DATABASE }
const sqlOf = (operations: readonly Operation[]): readonly string[] =>
  operations
    .flatMap((operation) => operationToStatements(operation, context))
    .map((statement) => printStatement(statement))

/** Operations that become one call each: a replaced materialized view becomes two, an emptied property list none. */
function isOneCall(operation: Operation): boolean {
  if (
    operation.kind === 'ReplaceMaterializedView' ||
    operation.kind === 'ReplaceView' ||
    operation.kind === 'ReplaceTable'
  )
    return false
  if (operation.kind !== 'ModifyTableProperties' && operation.kind !== 'ModifyMaterializedViewProperties') return true
  return Object.keys(operation.from).every((name) => Object.hasOwn(operation.to, name))
}

test('a revision file says the same to the server as the operations that it was written from', async () => {
  await fc.assert(
    fc.asyncProperty(schemaPairArbitrary, async ([from, to]) => {
      const upgrade = diffSchemas(from, to, context).operations.filter(isOneCall)
      const downgrade = upgrade
        .map(reverseOperation)
        .filter((operation) => operation.kind !== 'Irreversible')
        .filter(isOneCall)
      const source = joinMigration(
        migrationParts({
          revision: 'a1',
          downRevisions: ['b2', 'c3'],
          message: 'created by "hand"\nand more */',
          createdAt: new Date('2026-11-23T21:30:00Z'),
          upgrade,
          downgrade,
          defaultDatabase: DATABASE,
          branchLabels: ['left'],
          dependsOn: ['d4'],
        }),
      )
      const revision = readRevisionHeader('migrations/a1.ts', source)
      expect(revision).toMatchObject({
        id: 'a1',
        downRevisions: ['b2', 'c3'],
        branchLabels: ['left'],
        dependsOn: ['d4'],
        message: 'created by "hand"',
        createdAt: '2026-11-23T21:30:00.000Z',
      })
      const code = stripTypeScriptTypes(source)
      const module: unknown = await import(
        /* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`
      )
      const script = scriptFromModule(revision, module)
      expect(
        sqlOf(completeOperations(collectOperations(script, 'upgrade', context).operations, from, context)),
      ).toEqual(sqlOf(upgrade))
      expect(
        sqlOf(completeOperations(collectOperations(script, 'downgrade', context).operations, to, context)),
      ).toEqual(sqlOf(downgrade))
    }),
    { numRuns: RUNS },
  )
})

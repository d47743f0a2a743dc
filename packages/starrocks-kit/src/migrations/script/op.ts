import type { Operation } from '../../operations/operation.ts'
import { compact } from '../../util/compact.ts'
import type { DataStepCode, DataStepOptions } from './data-step.ts'
import { createClusterOp } from './op-cluster.ts'
import type { ClusterOp } from './op-cluster.ts'
import { createMaterializedViewOp } from './op-materialized-view.ts'
import type { MaterializedViewOp } from './op-materialized-view.ts'
import type { ReaderOf } from './op-recorder.ts'
import { createRowOp } from './op-rows.ts'
import type { RowOp } from './op-rows.ts'
import { createTableOp } from './op-table.ts'
import type { TableOp } from './op-table.ts'
import { createViewOp } from './op-view.ts'
import type { ViewOp } from './op-view.ts'
import { createInputReader } from './op-reader.ts'
import type { PropertiesInput } from './op-inputs.ts'

/**
 * What a revision's `upgrade(op)` and `downgrade(op)` work with: one method for each operation. A method only records; the recorded operations
 * are planned, checked and run, or printed, afterwards.
 */
export interface Op extends TableOp, RowOp, ViewOp, MaterializedViewOp, ClusterOp {
  createDatabase(name: string, options?: { readonly catalog?: string; readonly properties?: PropertiesInput }): void
  /** Fails when the database still has objects: drop them first, so that nothing is lost unseen. */
  dropDatabase(name: string, options?: { readonly catalog?: string }): void

  /** SQL written by hand: it runs as it is, one statement after another. */
  execute(sql: string | readonly string[], options?: { readonly reverse?: string | readonly string[] }): void
  /**
   * Runs code when its turn comes, for changes of rows that SQL alone does not make. It is one step of the ledger, and cannot be part of a script.
   *
   * @example
   * op.run(async function fillTotals(connection) {
   *   await connection.query('UPDATE orders SET total = price * amount')
   * }, { effect: 'none', repeatable: true })
   */
  run(code: DataStepCode, options?: DataStepOptions): void
}

export interface OpContext {
  /** The revision file and direction, for errors. */
  readonly where: string
  /** What names without a database mean. */
  readonly defaultDatabase: string
  /** `code` comes with a data step: the operation itself is plain data. */
  readonly record: (operation: Operation, code?: DataStepCode) => void
}

/** A recorder: calling a method records one operation. Its methods throw OperationInputError, which names the file, the call and the object. */
export function createOp({ where, defaultDatabase, record }: OpContext): Op {
  const reader: ReaderOf = (call, name) => createInputReader({ where, call, subject: name, defaultDatabase })
  let dataSteps = 0
  return {
    createDatabase: (name, options = {}) => {
      const read = reader('createDatabase', name)
      record({
        kind: 'CreateDatabase',
        ...compact({ database: read.identifier('the name', name), catalog: options.catalog }),
        properties: read.properties(options.properties),
      })
    },
    dropDatabase: (name, options = {}) => {
      const read = reader('dropDatabase', name)
      record({
        kind: 'DropDatabase',
        ...compact({ database: read.identifier('the name', name), catalog: options.catalog }),
        properties: {},
      })
    },

    ...createTableOp(reader, record),
    ...createRowOp(reader, record),
    ...createViewOp(reader, record),
    ...createMaterializedViewOp(reader, record),
    ...createClusterOp(reader, record, defaultDatabase),

    execute: (sql, options = {}) => {
      const read = createInputReader({ where, call: 'execute', subject: undefined, defaultDatabase })
      const statements = read.statements(sql)
      record({
        kind: 'ExecuteSql',
        statements,
        ...(options.reverse === undefined ? {} : { reverse: read.statements(options.reverse) }),
      })
    },
    run: (code, options = {}) => {
      const name = options.name ?? (typeof code === 'function' ? code.name : '')
      const read = createInputReader({ where, call: 'run', subject: name === '' ? undefined : name, defaultDatabase })
      const action = dataSteps++
      record(
        {
          kind: 'RunDataStep',
          name: name === '' ? `data step ${action + 1}` : name,
          action,
          ...read.code(code, options),
        },
        code,
      )
    },
  }
}

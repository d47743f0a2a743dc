import type { OperationOf } from '../operations/index.ts'
import { sibling } from '../operations/index.ts'
import { printDataTypeText } from '../schema/clauses.ts'
import { findTable, objectNameText } from '../schema/state.ts'
import type { SchemaState, Table } from '../schema/index.ts'
import { isNarrowing } from './narrowing.ts'
import type { Hazard } from './plan.ts'

/** What copying rows from one table into another means for them; `state` has both tables. */
export function copyHazards(operation: OperationOf<'CopyRows'>, state: SchemaState): readonly Hazard[] {
  const source = sibling(operation.table, operation.from)
  const name = objectNameText(operation.table)
  const what = operation.partition === undefined ? 'all rows' : `the rows of partition ${operation.partition}`
  const rewrite: Hazard = {
    code: 'FULL_REWRITE',
    message: `${what} of ${objectNameText(source)} are copied into ${name}: what is written meanwhile is not`,
  }
  const [from, to] = [findTable(state, source), findTable(state, operation.table)]
  if (from === undefined || to === undefined) return [rewrite]
  return [rewrite, ...lostColumns(operation, from), ...narrowed(operation, from, to), ...counters(operation, to)]
}

const key = (name: string): string => name.toLowerCase()

function lostColumns({ table, columns }: OperationOf<'CopyRows'>, from: Table): readonly Hazard[] {
  const copied = new Set(columns.map(key))
  const left = from.columns.filter(({ name, generated }) => generated === undefined && !copied.has(key(name)))
  if (left.length === 0) return []
  const names = left.map(({ name }) => name).join(', ')
  return [{ code: 'DATA_LOSS', message: `${names}: the values are not copied into ${objectNameText(table)}` }]
}

function narrowed({ table, columns }: OperationOf<'CopyRows'>, from: Table, to: Table): readonly Hazard[] {
  return columns.flatMap((name): Hazard[] => {
    const before = from.columns.find((column) => key(column.name) === key(name))
    const after = to.columns.find((column) => key(column.name) === key(name))
    if (before === undefined || after === undefined || !isNarrowing(before.type, after.type)) return []
    return [
      {
        code: 'NARROWING',
        message:
          `${objectNameText(table)}.${after.name} becomes ${printDataTypeText(after.type)} from ${printDataTypeText(before.type)}: ` +
          'values that do not fit become NULL or stop the copy',
      },
    ]
  })
}

/** The new table counts from the beginning: a row that is inserted later would take the number of one that was copied. */
function counters({ table, columns }: OperationOf<'CopyRows'>, to: Table): readonly Hazard[] {
  const copied = new Set(columns.map(key))
  const column = to.columns.find(({ name, autoIncrement }) => autoIncrement === true && copied.has(key(name)))
  if (column === undefined) return []
  return [
    {
      code: 'AUTO_INCREMENT_RESTARTS',
      message:
        `${objectNameText(table)}.${column.name} counts from 1 again, and rows to come may take numbers that are taken: ` +
        'set the counter (ALTER TABLE ... AUTO_INCREMENT = n, where the server has it) before anything is inserted',
    },
  ]
}

import type { AddFieldClause, DropFieldClause } from '../../../language/index.ts'
import { messageDataType } from '../../data-type/print.ts'
import { dataTypeFromAst } from '../../from-ast/data-type.ts'
import type { DataType, StructField, StructType } from '../../types/data-type.ts'
import type { Table } from '../../types/table.ts'
import { checkDataType } from '../column/column-definition.ts'
import { sameColumn } from '../columns.ts'
import { refuse, refuseAnalyzing } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'
import { findDraft } from './draft.ts'
import type { TableDraft } from './draft.ts'

/** The path to a field has to lead through structs (`[*]` steps into the elements of an array); checked before anything runs. */
export function analyzeField(clause: AddFieldClause | DropFieldClause, table: Table, scope: ApplyScope): void {
  if (!scope.capabilities.structFields) {
    refuseAnalyzing('ADD FIELD and DROP FIELD are not supported by this version of StarRocks')
  }
  const adding = clause.kind === 'AddFieldClause'
  const fail = (detail: string): never =>
    refuseAnalyzing(`Analyze ${adding ? 'add' : 'drop'} field definition failed: ${detail}`)
  const column = table.columns.find((candidate) => sameColumn(candidate.name, clause.column))
  if (column === undefined) {
    const missing = 'Analyze add/drop field failed, modify column is not exist'
    if (scope.capabilities.wording === '4.1') refuseAnalyzing(missing)
    fail(missing)
  } else {
    let type = column.type
    if (type.kind !== 'struct' && type.kind !== 'array') {
      fail(`column ${column.name} type ${messageDataType(type)} is not Struct`)
    }
    for (const name of clause.path.slice(0, -1)) {
      const next = step(type, name)
      if (next === undefined) return fail(`No field ${name} exist in column ${column.name}`)
      if (next.kind !== 'struct' && next.kind !== 'array') {
        fail(`Field ${name} type ${messageDataType(next)} is not valid`)
      }
      type = next
    }
    if (type.kind !== 'struct') return fail('Target Field is not struct')
    const field = clause.path.at(-1) ?? ''
    const exists = type.fields.some((candidate) => sameColumn(candidate.name, field))
    if (!adding && !exists) fail(`Drop field ${field} is not found`)
    if (adding) {
      if (exists) fail(`Field ${field} is already exist`)
      checkDataType(dataTypeFromAst(clause.type))
    }
  }
}

function step(type: DataType, name: string): DataType | undefined {
  if (type.kind === 'array') return name === '[*]' ? type.element : undefined
  if (type.kind === 'struct') return type.fields.find((field) => sameColumn(field.name, name))?.type
  return undefined
}

/** ADD FIELD and DROP FIELD: metadata only, and therefore only with fast schema evolution. */
export function changeField(draft: TableDraft, clause: AddFieldClause | DropFieldClause): void {
  const adding = clause.kind === 'AddFieldClause'
  if (!draft.fast) {
    refuse(`${adding ? 'Add' : 'Drop'} field for struct column require table enable fast schema evolution`)
  }
  const found = findDraft(draft.columns, clause.column)
  if (found === undefined) refuse(`Column[${clause.column}] not exists`)
  const type = atPath(found.column.type, clause.path.slice(0, -1), (struct) =>
    adding ? withField(struct, clause, clause.column) : withoutField(struct, clause),
  )
  draft.columns = draft.columns.map((column) =>
    column === found ? { ...column, column: { ...column.column, type } } : column,
  )
  draft.fieldsChanged.add(found.column.name.toLowerCase())
  draft.changedColumns.push(found.column.name)
}

function atPath(type: DataType, path: readonly string[], change: (struct: StructType) => StructType): DataType {
  const [name, ...rest] = path
  if (name === undefined) return type.kind === 'struct' ? change(type) : type
  if (type.kind === 'array') return { ...type, element: atPath(type.element, rest, change) }
  if (type.kind !== 'struct') return type
  return {
    ...type,
    fields: type.fields.map((field) =>
      sameColumn(field.name, name) ? { ...field, type: atPath(field.type, rest, change) } : field,
    ),
  }
}

function withField(struct: StructType, clause: AddFieldClause, column: string): StructType {
  const field: StructField = { name: clause.path.at(-1) ?? '', type: dataTypeFromAst(clause.type) }
  const { position } = clause
  if (position?.first) return { ...struct, fields: [field, ...struct.fields] }
  if (position?.after === undefined) return { ...struct, fields: [...struct.fields, field] }
  const after = position.after
  const index = struct.fields.findIndex((candidate) => sameColumn(candidate.name, after))
  if (index === -1) refuse(`Field[${after}] is not exist in Field[${clause.path.at(-2) ?? column}]`)
  return { ...struct, fields: struct.fields.toSpliced(index + 1, 0, field) }
}

function withoutField(struct: StructType, clause: DropFieldClause | AddFieldClause): StructType {
  const name = clause.path.at(-1) ?? ''
  const fields = struct.fields.filter((field) => !sameColumn(field.name, name))
  if (fields.length === 0) {
    refuse(`Field[${name}] is the last field of column[${clause.column}], can not drop any more.`)
  }
  return { ...struct, fields }
}

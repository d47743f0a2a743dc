import { printNode } from 'starrocks-kit/language'
import type { Expression } from 'starrocks-kit/language'
import { dataTypeToAst } from 'starrocks-kit/schema'
import type { Column } from 'starrocks-kit/schema'
import { EngineError } from '../engine-error.ts'
import type { Bound } from '../bound.ts'
import { castTo } from '../cast.ts'
import { quoteDuckIdentifier, quoteDuckString } from '../duck-text.ts'
import { bindExpression } from '../expression/bind.ts'
import { bindCondition } from '../expression/predicate.ts'
import type { Field } from '../name-scope.ts'
import { partitionNamesCondition } from '../query/partition.ts'
import type { QueryContext } from '../translation.ts'
import { isJson, isOpaque, isString, VARCHAR } from '../types/sql-type.ts'
import { defaultOf } from './column-default.ts'
import { convert, withGenerated, type InsertServices } from './insert.ts'
import { columnOf, isKey, type WriteTarget } from './target.ts'

/** The column of a load that tells rows to keep from rows to delete: 0 or 1. */
export const OPERATION_COLUMN = '__op'

/** A field of the rows of a load: text, or the text of a JSON value. */
export interface LoadField {
  readonly name: string
  readonly json: boolean
}

/** How the fields of loaded rows become the columns of a table. */
export interface LoadMapping {
  /** The format that the fields were read from: a CSV field that is too long for its column is no value of it. */
  readonly format: 'csv' | 'json'
  /** The fields of a row, in their order. */
  readonly fields: readonly LoadField[]
  /** Columns that are computed from fields, `__op` among them. */
  readonly assignments: readonly { readonly column: string; readonly value: Expression }[]
  /** Over the columns of the table. */
  readonly where?: Expression
  readonly partitions?: readonly string[]
  /** A field that its column cannot hold costs the row, not only the value. */
  readonly strict: boolean
  /** Columns that get no value keep the old one. */
  readonly partialUpdate: boolean
  /** Only rows whose value in this column is not below the stored one are taken. */
  readonly mergeCondition?: string
  /** What was added is taken away again: values of SUM columns change their sign. */
  readonly negative: boolean
}

/** A load, ready to run: rows come from `source`, whose columns are the table's, and `__n`, `__raw`, `__bad` and `__op`. */
export interface PlannedLoad {
  readonly target: WriteTarget
  readonly source: string
  readonly kept: readonly string[]
  /** Rows that fail it are not wanted. */
  readonly where?: string
  /** Rows that fail it belong to partitions that are not loaded into. */
  readonly partitions?: string
  readonly mergeCondition?: string
  /** Whether rows may ask for their deletion. */
  readonly deletes: boolean
}

/** Plans a load from staged text: `staged` holds the fields as `c0`, `c1` ... in the order of the mapping, and the row's text as `raw`. */
export function planLoad(
  mapping: LoadMapping,
  staged: string,
  target: WriteTarget,
  context: QueryContext,
  services: InsertServices,
): PlannedLoad {
  checkTarget(mapping, target)
  const fields = fieldsOf(mapping)
  const bad: string[] = []
  const kept: string[] = []
  const items = target.table.columns.flatMap((column): readonly string[] => {
    if (column.generated !== undefined) return []
    const value = valueOf(column, fields, { mapping, target, context, services, bad, kept })
    return [`${value} AS ${quoteDuckIdentifier(column.name)}`]
  })
  const operation = target.keyType === 'PRIMARY' ? operationOf(mapping, fields, context) : undefined
  const base = `SELECT row_number() OVER (ORDER BY s.rowid) AS __n, s.raw AS __raw, ${
    bad.length === 0 ? 'CAST(NULL AS VARCHAR)' : `coalesce(${bad.join(', ')})`
  } AS __bad, ${operation ?? '0'} AS __op, ${items.join(', ')} FROM ${staged} AS s`
  const loaded = target.table.columns.map((column) =>
    fieldOf(column.name, column.type, quoteDuckIdentifier(column.name)),
  )
  return {
    target,
    source: withGenerated(base, target, context, services),
    kept,
    deletes: operation !== undefined,
    ...(mapping.where === undefined
      ? {}
      : { where: bindCondition(mapping.where, { context, names: { fields: loaded } }).sql }),
    ...(mapping.partitions === undefined
      ? {}
      : { partitions: partitionNamesCondition(target.table, mapping.partitions) }),
    ...(mapping.mergeCondition === undefined
      ? {}
      : { mergeCondition: conditionColumn(mapping.mergeCondition, target) }),
  }
}

/** StreamLoadPlanner.do_plan and Load.initColumns: what a load may ask of which table. */
function checkTarget(mapping: LoadMapping, target: WriteTarget): void {
  const { table, keyType } = target
  if (mapping.negative) {
    if (keyType === 'PRIMARY') throw new EngineError('Primary key table does not support negative load')
    const other = table.columns.find((column) => !isKey(target, column) && column.aggregation !== 'SUM')
    if (other !== undefined) throw new EngineError(`Column is not SUM AggreateType. column:${other.name}`)
  }
  if (mapping.partialUpdate && keyType !== 'PRIMARY') {
    throw new EngineError('Only primary key table support partial update')
  }
  const generated = (name: string): boolean => columnOf(table, name)?.generated !== undefined
  const seen = new Set<string>()
  for (const { name } of mapping.fields) {
    if (generated(name)) throw new EngineError(`generated column: ${name} can not be specified`)
    if (seen.has(name.toLowerCase())) throw new EngineError(`Duplicate column: ${name}`)
    seen.add(name.toLowerCase())
  }
  seen.clear()
  for (const { column, value } of mapping.assignments) {
    if (generated(column)) throw new EngineError(`generated column: ${column} can not be specified`)
    if (seen.has(column.toLowerCase())) throw new EngineError(`Duplicate column mapping: ${column}`)
    if (columnOf(table, column) === undefined && column !== OPERATION_COLUMN) {
      throw new EngineError(`Mapping column is not in table. column: ${column}`)
    }
    const computed = columnNames(value).find(generated)
    if (computed !== undefined) throw new EngineError(`Mapping column can not ref generated column: ${computed}`)
    seen.add(column.toLowerCase())
  }
}

interface SourceField extends Field {
  readonly position: number
}

function fieldOf(name: string, type: Field['type'], sql: string): Field {
  return { name, type, sql }
}

function fieldsOf({ fields }: LoadMapping): readonly SourceField[] {
  return fields.map(({ name, json }, position) => {
    const sql = `s.c${position}`
    return json
      ? { position, ...fieldOf(name, { kind: 'simple', name: 'json' }, `CAST(${sql} AS JSON)`) }
      : { position, ...fieldOf(name, VARCHAR, sql) }
  })
}

/** Names of columns that an expression mentions, in lower case. */
export function columnNames(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return []
  const own =
    'kind' in node && node.kind === 'ColumnReference' && 'parts' in node && Array.isArray(node.parts)
      ? [String(node.parts.at(-1)).toLowerCase()]
      : []
  return [...own, ...Object.values(node).flatMap(columnNames)]
}

interface Work {
  readonly mapping: LoadMapping
  readonly target: WriteTarget
  readonly context: QueryContext
  readonly services: InsertServices
  readonly bad: string[]
  readonly kept: string[]
}

function valueOf(column: Column, fields: readonly SourceField[], work: Work): string {
  const { mapping, target, context, services } = work
  const assigned = mapping.assignments.find(({ column: name }) => sameName(name, column.name))
  const signed = (sql: string): string => (mapping.negative && column.aggregation === 'SUM' ? `-(${sql})` : sql)
  if (assigned !== undefined) {
    return signed(convert(bindExpression(assigned.value, { context, names: { fields } }), column))
  }
  const field = fields.find(({ name }) => sameName(name, column.name))
  if (field !== undefined) return signed(fieldValue(field, column, work))
  if (column.autoIncrement === true) return services.nextValue(target.id)
  if (mapping.partialUpdate) {
    if (isKey(target, column)) {
      throw new EngineError(`key column ${column.name} not in partial update columns`)
    }
    work.kept.push(column.name)
  }
  const value = defaultOf(column, context, (text) => services.parseExpression(text))
  if (value !== undefined) return value.sql
  if (mapping.partialUpdate) return castTo({ sql: 'NULL', type: { kind: 'null' } }, column.type).sql
  throw new EngineError(`Column has no default value. column: ${column.name}`)
}

/** A field as its column holds it; what cannot be held is NULL, or noted as the row's fault when the load is strict. */
function fieldValue(field: SourceField, column: Column, { mapping, bad }: Work): string {
  const value = fitting(convert(field, column), field, column, mapping.format)
  if (mapping.strict) {
    const text = `s.c${field.position}`
    bad.push(
      `CASE WHEN ${text} IS NOT NULL AND (${value}) IS NULL THEN ${misfitText(field, column, mapping.format, text)} END`,
    )
  }
  return value
}

/** BinaryColumn and StringConverter: what is longer than its column is not of its type. */
function fitting(value: string, field: Bound, column: Column, format: LoadMapping['format']): string {
  const { type } = column
  if (format === 'csv' && type.kind === 'varbinary') return `coalesce(TRY(from_base64(${field.sql})), ${value})`
  if ((type.kind !== 'char' && type.kind !== 'varchar') || type.length <= 0) return value
  return `CASE WHEN strlen(${value}) <= ${type.length} THEN ${value} END`
}

function misfitText(field: SourceField, column: Column, format: LoadMapping['format'], text: string): string {
  const type = printNode(dataTypeToAst(column.type))
  return format === 'csv'
    ? `${quoteDuckString(`The field (name = ${column.name}, pos = ${field.position}) is out of range. Type: ${type}, Value length: `)} || strlen(${text}) || ', Value: ' || ${text}`
    : `'Value ''' || ${text} || ${quoteDuckString(`' is out of range. The type of '${column.name}' is ${type}`)}`
}

/** Load.initColumns: `__op` is given by an expression, a constant or a field; without any of them all rows are kept. */
function operationOf(mapping: LoadMapping, fields: readonly SourceField[], context: QueryContext): string | undefined {
  const type = { kind: 'simple', name: 'tinyint' } as const
  const assigned = mapping.assignments.find(({ column }) => column === OPERATION_COLUMN)?.value
  if (assigned?.kind === 'StringLiteral') {
    const word = assigned.value.toLowerCase()
    if (word !== 'upsert' && word !== 'delete') throw new EngineError(`load op type string not supported: ${word}`)
    return word === 'delete' ? '1' : '0'
  }
  const field = fields.find(({ name }) => name === OPERATION_COLUMN)
  const bound = assigned === undefined ? field : bindExpression(assigned, { context, names: { fields } })
  return bound && `coalesce(${castTo(bound, type).sql}, 0)`
}

/** Load.checkMergeCondition: the column whose values decide between two rows of one key. */
function conditionColumn(name: string, target: WriteTarget): string {
  if (target.keyType !== 'PRIMARY') {
    throw new EngineError(`Conditional update only support primary key table ${target.table.name}`)
  }
  const column = columnOf(target.table, name)
  if (column === undefined) {
    throw new EngineError(
      `Merge condition column ${name} does not exist. If you are doing partial update with condition update, please check condition column is in the given update columns. Otherwise please check condition column is in table ${target.table.name}`,
    )
  }
  if (isKey(target, column)) throw new EngineError(`Merge condition column ${name} should not be primary key!`)
  if (isString(column.type) || isOpaque(column.type) || isJson(column.type) || column.type.kind === 'varbinary') {
    throw new EngineError('Merge condition column has invalid type maybe bitmap/hll/percentile/json/varchar!')
  }
  return quoteDuckIdentifier(column.name)
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

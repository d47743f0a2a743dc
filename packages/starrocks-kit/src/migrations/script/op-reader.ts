import { StarRocksKitError } from '../../errors/base.ts'
import { splitStatements } from '../../language/index.ts'
import type { ColumnPosition } from '../../operations/types/column.ts'
import type { RunDataStep } from '../../operations/types/data-step.ts'
import type { InsertRows } from '../../operations/types/rows.ts'
import {
  canonicalExpression,
  canonicalQuery,
  defaultFromText,
  distributionFromText,
  keyFromText,
  materializedViewPartitioningFromText,
  parseDataTypeText,
  partitioningFromText,
  refreshFromText,
  sortKeyFromText,
} from '../../schema/clauses.ts'
import type { Column, ColumnDefault } from '../../schema/types/column.ts'
import type { Distribution } from '../../schema/types/distribution.ts'
import type { MaterializedView, RefreshScheme } from '../../schema/types/materialized-view.ts'
import type { ObjectName } from '../../schema/types/names.ts'
import type { Partition } from '../../schema/types/partitioning.ts'
import type { Properties } from '../../schema/types/properties.ts'
import type { SqlText } from '../../schema/types/sql-text.ts'
import type { Index, Rollup, SortItem, Table } from '../../schema/types/table.ts'
import type { View, ViewColumn } from '../../schema/types/view.ts'
import { compact } from '../../util/compact.ts'
import { codeHash } from './data-step.ts'
import type { DataStepCode, DataStepOptions } from './data-step.ts'
import { parseObjectName } from '../object-name.ts'
import { readRows } from './inserted-rows.ts'
import type {
  ColumnInput,
  IndexInput,
  MaterializedViewInput,
  NameInput,
  PlacementInput,
  PropertiesInput,
  RollupInput,
  RowInput,
  SqlInput,
  TableInput,
  ViewColumnInput,
  ViewInput,
} from './op-inputs.ts'
import { errorText } from '../../util/error-text.ts'

/** An operation of a revision file was given something that cannot be understood. */
export class OperationInputError extends StarRocksKitError {
  readonly code = 'INVALID_OPERATION'
  /** The revision file and direction. */
  readonly where: string
  /** The call, such as `op.createTable('orders')`. */
  readonly call: string

  constructor(where: string, call: string, problem: string, options?: { readonly cause?: unknown }) {
    super(`${where}: ${call}: ${problem}`, options)
    this.where = where
    this.call = call
  }
}

export interface InputContext {
  readonly where: string
  readonly call: string
  /** The object that the call is about; absent for SQL written by hand. */
  readonly subject: NameInput | undefined
  readonly defaultDatabase: string
}

/** Turns what one call was given into state pieces. */
export interface InputReader {
  /** @throws OperationInputError */
  fail(problem: string, remedy: string): never
  name(): ObjectName
  identifier(what: string, value: string): string
  identifiers(what: string, values: readonly string[]): readonly string[]
  properties(input: PropertiesInput | undefined): Properties
  placement(input: PlacementInput | undefined): { readonly key?: true; readonly position?: ColumnPosition }
  column(input: ColumnInput): Column
  index(input: IndexInput): Index
  rollup(input: RollupInput): Rollup
  partition(input: string | Partition): Partition
  distribution(input: string | Distribution): Distribution
  sortKey(input: string | readonly SortItem[]): readonly SortItem[]
  refresh(input: string | RefreshScheme): RefreshScheme
  table(input: TableInput): Table
  view(input: ViewInput): View
  materializedView(input: MaterializedViewInput): MaterializedView
  statements(input: string | readonly string[]): readonly string[]
  rows(input: readonly RowInput[]): Pick<InsertRows, 'columns' | 'rows'>
  code(code: DataStepCode, options: DataStepOptions): Pick<RunDataStep, 'source' | 'effect' | 'repeatable'>
}

export function createInputReader({ where, call, subject, defaultDatabase }: InputContext): InputReader {
  const shown = subject === undefined ? '' : `'${typeof subject === 'string' ? subject : subject.name}'`
  const fail = (problem: string, cause?: unknown): never => {
    throw new OperationInputError(where, `op.${call}(${shown})`, problem, cause === undefined ? {} : { cause })
  }
  /** Text is parsed, typed objects are taken as they are. */
  const clause = <T extends object, R = T>(what: string, input: string | T, parse: (text: string) => R): T | R => {
    if (typeof input !== 'string') {
      return typeof input === 'object' && input !== null ? input : fail(`${what} is neither text nor an object`)
    }
    try {
      return parse(input)
    } catch (error) {
      return fail(`${what} is not understood: ${errorText(error)}`, error)
    }
  }
  const identifier = (what: string, value: string): string =>
    typeof value === 'string' && value !== '' ? value : fail(`${what} is empty or no text`)
  const list = <T>(what: string, values: readonly T[]): readonly T[] =>
    Array.isArray(values) ? values : fail(`${what} is no list`)
  const identifiers = (what: string, values: readonly string[]): readonly string[] =>
    list(what, values).map((value) => identifier(what, value))
  const query = (input: SqlInput): SqlText => clause('query', input, canonicalQuery)

  const reader: InputReader = {
    fail: (problem, remedy) => fail(`${problem}; ${remedy}`),
    name: () => {
      if (subject === undefined) return fail('it is about no object')
      if (typeof subject !== 'string') return subject
      return (
        parseObjectName(subject, defaultDatabase) ??
        fail('the name is not name, database.name or catalog.database.name')
      )
    },
    identifier,
    identifiers,
    properties,
    placement: (input = {}) => {
      if (input.first === true && input.after !== undefined)
        return fail('a column is either first or after another one')
      const position: ColumnPosition | undefined =
        input.first === true ? { first: true } : input.after === undefined ? undefined : { after: input.after }
      return compact({ key: input.key, position })
    },
    column: (input) => {
      const name = identifier('the name of a column', input.name)
      const generated = optional(input.generated, (text) =>
        clause(`column ${name}: generated`, text, canonicalExpression),
      )
      const given = optional(input.default, (text) => clause(`column ${name}: default`, text, readDefault))
      return {
        name,
        type: clause(`column ${name}: type`, input.type, parseDataTypeText),
        nullable: input.nullable ?? true,
        ...compact({
          aggregation: input.aggregation,
          default: given === 'none' ? undefined : given,
          autoIncrement: input.autoIncrement === true ? (true as const) : undefined,
          generated,
          comment: comment(input.comment),
        }),
      }
    },
    index: (input) => ({
      name: identifier('the name of an index', input.name),
      columns: identifiers(`the columns of index ${input.name}`, input.columns),
      type: input.type ?? 'BITMAP',
      properties: properties(input.properties),
      ...compact({ comment: comment(input.comment) }),
    }),
    rollup: (input) => ({
      name: identifier('the name of a rollup', input.name),
      columns: identifiers(`the columns of rollup ${input.name}`, input.columns),
      ...compact({ duplicateKey: input.duplicateKey, from: input.from }),
      properties: properties(input.properties),
    }),
    partition: (input) => clause('the partition', input, partitionFromText),
    distribution: (input) => clause('distributedBy', input, distributionFromText),
    sortKey: (input) => clause('orderBy', input, sortKeyFromText),
    refresh: (input) => clause('refresh', input, refreshFromText),
    table: (input) => ({
      kind: 'Table',
      name: reader.name().name,
      columns: list('columns', input.columns).map((column) => reader.column(column)),
      ...compact({
        key: optional(input.key, (key) => clause('key', key, keyFromText)),
        comment: comment(input.comment),
        partitioning: optional(input.partitionBy, (text) => clause('partitionBy', text, partitioningFromText)),
        distribution: optional(input.distributedBy, reader.distribution),
        sortKey: optional(input.orderBy, reader.sortKey),
      }),
      indexes: byName((input.indexes ?? []).map((index) => reader.index(index))),
      rollups: byName((input.rollups ?? []).map((rollup) => reader.rollup(rollup))),
      properties: properties(input.properties),
    }),
    view: (input) => ({
      kind: 'View',
      name: reader.name().name,
      ...compact({
        columns: optional(input.columns, (columns) => columns.map(viewColumn)),
        comment: comment(input.comment),
        security: input.security,
      }),
      query: query(input.query),
    }),
    materializedView: (input) => ({
      kind: 'MaterializedView',
      name: reader.name().name,
      ...compact({
        columns: optional(input.columns, (columns) => columns.map(viewColumn)),
        comment: comment(input.comment),
        partitioning: optional(input.partitionBy, (text) =>
          clause('partitionBy', text, materializedViewPartitioningFromText),
        ),
        distribution: optional(input.distributedBy, reader.distribution),
        sortKey: optional(input.orderBy, reader.sortKey),
        refresh: optional(input.refresh, reader.refresh),
      }),
      indexes: byName((input.indexes ?? []).map((index) => reader.index(index))),
      properties: properties(input.properties),
      query: query(input.query),
    }),
    statements: (input) => {
      const texts = typeof input === 'string' ? [input] : identifiers('the SQL', input)
      const statements = texts.flatMap((text) => splitStatements(text).map((statement) => statement.text))
      return statements.length > 0 ? statements : fail('there is no statement')
    },
    rows: (input) => readRows(list('the rows', input), { fail, identifiers }),
    code: (code, { effect, repeatable }) => {
      if (typeof code !== 'function') return fail('it is given no function')
      return {
        source: codeHash(code),
        ...compact({
          effect: optional(effect, (given) => (given === 'none' ? [] : reader.statements(given))),
          repeatable: repeatable === true ? (true as const) : undefined,
        }),
      }
    },
  }
  return reader
}

function properties(input: PropertiesInput = {}): Properties {
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, String(value)]))
}

function optional<I, O>(input: I | undefined, read: (value: I) => O): O | undefined {
  return input === undefined ? undefined : read(input)
}

/** StarRocks does not tell an empty comment from none. */
function comment(text: string | undefined): string | undefined {
  return text === '' ? undefined : text
}

/** `NULL` is the same as no default: the key is left out. */
function readDefault(text: string): ColumnDefault | 'none' {
  return defaultFromText(text) ?? 'none'
}

/** A partition alone has no columns to be read with, which only says how many values a tuple has. */
function partitionFromText(text: string): Partition {
  const kind = /\bVALUES\s+IN\b/iu.test(text) ? 'LIST' : 'RANGE'
  const [partition, ...more] = partitioningFromText(`${kind} (c) (${text})`).partitions
  if (partition === undefined || more.length > 0) throw new Error('it is not one partition')
  return partition
}

function viewColumn(input: ViewColumnInput): ViewColumn {
  if (typeof input === 'string') return { name: input }
  return input.comment === '' ? { name: input.name } : input
}

function byName<T extends { readonly name: string }>(items: readonly T[]): Readonly<Record<string, T>> {
  return Object.fromEntries(items.map((item) => [item.name, item]))
}

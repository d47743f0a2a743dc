import type { TableReference } from 'starrocks-kit/language'
import { analyzingError } from '../analyzing-error.ts'
import { castSql } from '../cast.ts'
import { quoteDuckIdentifier, quoteDuckString } from '../duck-text.ts'
import type { Field, FieldQualifier } from '../name-scope.ts'
import type { RelationName, Resolved, RowColumn, Scope, SqlValue } from '../scope.ts'
import type { QueryContext } from '../translation.ts'
import { duckType } from '../types/duck-type.ts'
import { VARCHAR } from '../types/sql-type.ts'
import { partitionCondition } from './partition.ts'
import { translateQuery } from '../expression/bind.ts'
import { derivedFields, renamed, type BoundRelation } from './derived.ts'

/** The parts of a written name. */
export function relationName(parts: readonly string[]): RelationName {
  const [name = '', database, catalog] = parts.toReversed()
  return { name, ...(database === undefined ? {} : { database }), ...(catalog === undefined ? {} : { catalog }) }
}

/** The object of a name, or the server's refusal. */
function resolveRelation(name: RelationName, session: Scope): Resolved {
  const found = session.resolve(name)
  if (found !== undefined) return found
  const database = name.database ?? session.currentDatabase
  if (database === undefined) throw analyzingError('No database selected', undefined, 1046)
  throw analyzingError(`Unknown table '${database}.${name.name}'`, undefined, 5502)
}

/** A table, view, materialized view, common table expression, or rows that the server makes up. */
export function translateTableReference(reference: TableReference, context: QueryContext): BoundRelation {
  const { parts } = reference.name
  const alias = context.translation.newName()
  const cte = parts.length === 1 ? context.ctes.get(parts.join('')) : undefined
  if (cte !== undefined) {
    const qualifier = { name: reference.alias ?? parts.join('') }
    return {
      sql: `${quoteDuckIdentifier(cte.duckName)} AS ${alias}`,
      fields: derivedFields(alias, cte.columns, qualifier),
    }
  }
  const { session } = context.translation
  const written = relationName(parts)
  const index = reference.hint?.names.some((hint) => hint.toUpperCase() === '_SYNC_MV_')
  const name: RelationName = index === true ? { ...written, index } : written
  const resolved = resolveRelation(name, session)
  const database = name.database ?? session.currentDatabase
  const qualifier: FieldQualifier =
    reference.alias === undefined
      ? { name: name.name, ...(database === undefined ? {} : { database }) }
      : { name: reference.alias }
  switch (resolved.kind) {
    case 'table': {
      const relation = context.translation.relationOf(resolved)
      const fields = physicalFields(alias, resolved.table.columns, qualifier)
      const condition = partitionCondition(resolved.table, reference.partitions)
      return {
        sql:
          condition === undefined
            ? `${relation} AS ${alias}`
            : `(SELECT * FROM ${relation} WHERE ${condition}) AS ${alias}`,
        fields,
      }
    }
    case 'materialized-view':
      return {
        sql: `${context.translation.relationOf(resolved)} AS ${alias}`,
        fields: physicalFields(alias, resolved.columns, qualifier),
      }
    case 'rows':
      return {
        sql: `(${rowsText(resolved.columns, resolved.rows)}) AS ${alias}`,
        fields: physicalFields(alias, resolved.columns, qualifier),
      }
    case 'view':
      return translateView(resolved, alias, qualifier, context)
  }
}

function physicalFields(alias: string, columns: readonly RowColumn[], qualifier: FieldQualifier): readonly Field[] {
  return columns.map(({ name, type }) => ({ qualifier, name, type, sql: `${alias}.${quoteDuckIdentifier(name)}` }))
}

/** A view stands for its query, read in the view's own database. */
function translateView(
  resolved: Extract<Resolved, { kind: 'view' }>,
  alias: string,
  qualifier: FieldQualifier,
  context: QueryContext,
): BoundRelation {
  const key = `${resolved.database}.${resolved.view.name}`
  if (context.views.includes(key)) throw analyzingError(`View '${key}' references itself`)
  const { translation } = context
  const inside = {
    database: resolved.database,
    ...(resolved.catalog === undefined ? {} : { catalog: resolved.catalog }),
  }
  const outside = translation.session
  const session: Scope = {
    currentDatabase: resolved.database,
    ...(resolved.catalog === undefined ? {} : { currentCatalog: resolved.catalog }),
    ...(outside.now === undefined ? {} : { now: outside.now }),
    resolve: (name) => outside.resolve({ ...inside, ...name }),
    variable: (name, level) => outside.variable(name, level),
    userVariable: (name) => outside.userVariable(name),
    dictionary: (name) => outside.dictionary?.(name),
    // Functions are looked up where the session is, also those of views (AnalyzerUtils.getDBUdfFunction).
    ...(outside.functions === undefined ? {} : { functions: outside.functions }),
    sessionFunction: (name, args) => outside.sessionFunction?.(name, args),
  }
  const inner = translateQuery(translation.parseQuery(resolved.view.query.text), {
    translation: { ...translation, session },
    ctes: new Map(),
    views: [...context.views, key],
  })
  const names = resolved.view.columns?.map((column) => column.name)
  const columns = renamed(inner.columns, names, resolved.view.name)
  return { sql: `(${inner.sql}) AS ${alias}`, fields: derivedFields(alias, columns, qualifier) }
}

function rowsText(columns: readonly RowColumn[], rows: readonly (readonly SqlValue[])[]): string {
  const types = columns.map((column) => duckType(column.type))
  const items = columns.map(
    (column, index) => `CAST(v._${index + 1} AS ${types[index]}) AS ${quoteDuckIdentifier(column.name)}`,
  )
  if (rows.length === 0) {
    const nulls = columns.map((column, index) => `CAST(NULL AS ${types[index]}) AS ${quoteDuckIdentifier(column.name)}`)
    return `SELECT ${nulls.join(', ')} WHERE FALSE`
  }
  const texts = rows.map((row) => `(${columns.map((_, index) => cellText(row[index] ?? null)).join(', ')})`)
  return `SELECT ${items.join(', ')} FROM (VALUES ${texts.join(', ')}) AS v(${columns.map((_, index) => `_${index + 1}`).join(', ')})`
}

function cellText(value: SqlValue): string {
  if (value === null) return 'NULL'
  if (typeof value === 'string') return quoteDuckString(value)
  if (typeof value === 'boolean') return castSql(value ? 'TRUE' : 'FALSE', { kind: 'simple', name: 'boolean' }, VARCHAR)
  return `'${value}'`
}

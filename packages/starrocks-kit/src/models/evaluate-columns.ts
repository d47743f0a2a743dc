import { canonicalExpression, defaultFromText } from '../schema/clauses.ts'
import type { Column, ColumnDefault } from '../schema/types/column.ts'
import { COLUMN } from './brand.ts'
import { parseClause } from './clause-text.ts'
import { isColumnBuilder } from './column.ts'
import type { ColumnBuilder, ColumnMap, ColumnSpec } from './column.ts'
import { InvalidModelError } from './errors/invalid-model-error.ts'
import type { ColumnRename } from './model.ts'

/** The columns of a table with what their builders say besides. */
export interface EvaluatedColumns {
  readonly columns: readonly Column[]
  /** Columns that said `primaryKey()`, in declared order. */
  readonly primaryKey: readonly string[]
  readonly renames: readonly ColumnRename[]
  /** Pairs of declaring property and name in the database. */
  readonly names: readonly (readonly [key: string, name: string])[]
}

/** The name of a column in the database. */
export function columnName(key: string, column: ColumnBuilder): string {
  return column[COLUMN].name ?? key
}

/** Turns the builders of a table into its columns. Nullability that a PRIMARY KEY clause implies is not known here. */
export function evaluateColumns(label: string, declared: ColumnMap): EvaluatedColumns {
  const entries = Object.entries(declared)
  if (entries.length === 0) throw new InvalidModelError('has no columns', { model: label, remedy: 'declare one' })
  const seen = new Map<string, string>()
  for (const [key, builder] of entries) {
    if (!isColumnBuilder(builder)) {
      throw new InvalidModelError('is not a column', {
        model: label,
        column: key,
        remedy: `write a type such as ${key}: int()`,
      })
    }
    const name = columnName(key, builder)
    const other = seen.get(name.toLowerCase())
    if (other !== undefined) {
      throw new InvalidModelError(`has the same name as column "${other}"`, {
        model: label,
        column: name,
        remedy: 'rename one of them: letter case does not count in StarRocks',
      })
    }
    seen.set(name.toLowerCase(), name)
  }
  const specs = entries.map(([key, builder]) => ({ name: columnName(key, builder), spec: builder[COLUMN] }))
  return {
    columns: specs.map(({ name, spec }) => evaluateColumn(label, name, spec)),
    primaryKey: specs.flatMap(({ name, spec }) => (spec.primaryKey === true ? [name] : [])),
    renames: specs.flatMap(({ name, spec }) =>
      spec.renamedFrom === undefined ? [] : [{ from: spec.renamedFrom, to: name }],
    ),
    names: entries.map(([key, builder]) => [key, columnName(key, builder)]),
  }
}

function evaluateColumn(label: string, name: string, spec: ColumnSpec): Column {
  const { autoIncrement, aggregation, comment } = spec
  return {
    name,
    type: spec.type({ model: label, column: name }),
    nullable: spec.notNull !== true,
    ...(aggregation === undefined ? {} : { aggregation }),
    ...(spec.default === undefined ? {} : evaluateDefault(label, name, spec.default)),
    ...(autoIncrement === undefined ? {} : { autoIncrement }),
    ...(spec.generated === undefined
      ? {}
      : { generated: parseClause(label, 'AS', spec.generated, canonicalExpression, name) }),
    ...(comment === undefined || comment === '' ? {} : { comment }),
  }
}

function evaluateDefault(
  label: string,
  name: string,
  declared: NonNullable<ColumnSpec['default']>,
): { readonly default?: ColumnDefault } {
  if (declared.kind === 'current-timestamp') {
    // A precision of 0 is the same as none: both keep whole seconds.
    const { precision } = declared
    return {
      default:
        precision === undefined || precision === 0
          ? { kind: 'current-timestamp' }
          : { kind: 'current-timestamp', precision },
    }
  }
  if (declared.kind === 'literal') return { default: declared }
  const parsed = parseClause(
    label,
    'DEFAULT',
    declared.expression,
    (text) => defaultFromText(inParentheses(text)),
    name,
  )
  return parsed === undefined ? {} : { default: parsed }
}

/** A default expression stands in parentheses; both spellings are taken. */
function inParentheses(text: string): string {
  return `(${text})`
}

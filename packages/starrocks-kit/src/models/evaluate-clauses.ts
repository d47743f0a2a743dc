import { parseIndexDesc, parseStatement } from '../language/index.ts'
import { distributionFromText, keyFromText, sortKeyFromText } from '../schema/clauses.ts'
import { indexFromDesc, rollupFromDesc } from '../schema/from-ast/table-index.ts'
import type { Distribution } from '../schema/types/distribution.ts'
import type { Index, Rollup, SortItem, TableKey } from '../schema/types/table.ts'
import { isClauseText, parseClause } from './clause-text.ts'
import type { ColumnScope } from './column-scope.ts'
import type { HashClause, RandomClause } from './distribution.ts'
import { InvalidModelError } from './errors/invalid-model-error.ts'
import { propertyTexts } from './evaluate-properties.ts'
import type { KeyClause } from './key.ts'
import type { RollupClause } from './rollup.ts'
import type { IndexClause } from './secondary-index.ts'
import type { SortColumn } from './sort-key.ts'
import type { ClauseText } from './table-options.ts'

/** The key that a clause declares, its columns as the table spells them. */
export function evaluateKey(scope: ColumnScope, declared: KeyClause | ClauseText): TableKey {
  if (!isClauseText(declared)) {
    const { type, columns } = declared
    return { type, columns: columns.map((column) => scope.resolve(`${type} KEY`, column)) }
  }
  const { type, columns } = parseClause(scope.label, 'the key', declared, keyFromText)
  return { type, columns: columns.map((column) => scope.resolveName(`${type} KEY`, column)) }
}

/** The distribution that a clause declares. */
export function evaluateDistribution(
  scope: ColumnScope,
  declared: HashClause | RandomClause | ClauseText,
): Distribution {
  if (isClauseText(declared)) {
    const parsed = parseClause(scope.label, 'DISTRIBUTED BY', declared, distributionFromText)
    if (parsed.kind !== 'hash') return parsed
    return { ...parsed, columns: parsed.columns.map((column) => scope.resolveName('DISTRIBUTED BY', column)) }
  }
  const buckets = declared.bucketCount === undefined ? {} : { buckets: bucketCount(scope.label, declared.bucketCount) }
  if (declared.clause === 'random') return { kind: 'random', ...buckets }
  return {
    kind: 'hash',
    columns: declared.columns.map((column) => scope.resolve('DISTRIBUTED BY', column)),
    ...buckets,
  }
}

function bucketCount(model: string, count: number): number {
  if (Number.isInteger(count) && count > 0) return count
  throw new InvalidModelError(`DISTRIBUTED BY has ${count} buckets`, {
    model,
    remedy: 'the number is a whole one from 1 on',
  })
}

/** The sort key that a clause declares. */
export function evaluateSortKey(scope: ColumnScope, declared: readonly SortColumn[] | ClauseText): readonly SortItem[] {
  if (isClauseText(declared)) {
    return parseClause(scope.label, 'ORDER BY', declared, sortKeyFromText).map((item) => ({
      ...item,
      column: scope.resolveName('ORDER BY', item.column),
    }))
  }
  return declared.map((item): SortItem =>
    typeof item === 'object' && 'clause' in item
      ? { column: scope.resolve('ORDER BY', item.column), descending: true }
      : { column: scope.resolve('ORDER BY', item) },
  )
}

/** The indexes that clauses declare, by name. */
export function evaluateIndexes(
  scope: ColumnScope,
  declared: readonly (IndexClause | ClauseText)[],
): Readonly<Record<string, Index>> {
  const indexes = declared.map((clause): Index => {
    if (isClauseText(clause)) {
      const parsed = parseClause(scope.label, 'INDEX', clause, (text) => indexFromDesc(parseIndexDesc(text)))
      return { ...parsed, columns: parsed.columns.map((column) => scope.resolveName(`INDEX ${parsed.name}`, column)) }
    }
    const { name, columns, type, properties, text } = clause
    return {
      name,
      columns: columns.map((column) => scope.resolve(`INDEX ${name}`, column)),
      type,
      properties: propertyTexts(properties),
      ...(text === undefined || text === '' ? {} : { comment: text }),
    }
  })
  return byName(scope, 'INDEX', indexes)
}

/** The rollups that clauses declare, by name. */
export function evaluateRollups(
  scope: ColumnScope,
  declared: readonly (RollupClause | ClauseText)[],
): Readonly<Record<string, Rollup>> {
  const rollups = declared.map((clause): Rollup => {
    if (isClauseText(clause)) {
      const parsed = parseClause(scope.label, 'ROLLUP', clause, rollupFromText)
      const place = `ROLLUP ${parsed.name}`
      return {
        ...parsed,
        columns: parsed.columns.map((column) => scope.resolveName(place, column)),
        ...(parsed.duplicateKey === undefined
          ? {}
          : { duplicateKey: parsed.duplicateKey.map((column) => scope.resolveName(place, column)) }),
      }
    }
    const { name, options } = clause
    const resolve = (column: (typeof clause.columns)[number]): string => scope.resolve(`ROLLUP ${name}`, column)
    return {
      name,
      columns: clause.columns.map(resolve),
      ...(options.duplicateKey === undefined ? {} : { duplicateKey: options.duplicateKey.map(resolve) }),
      ...(options.from === undefined ? {} : { from: options.from }),
      properties: propertyTexts(options.properties ?? {}),
    }
  })
  return byName(scope, 'ROLLUP', rollups)
}

/** A rollup is not parsed alone: a table around it gives it a place. */
function rollupFromText(text: string): Rollup {
  const statement = parseStatement(`CREATE TABLE t (c INT) ROLLUP (${text})`)
  const [desc, ...more] = statement.kind === 'CreateTableStatement' ? (statement.rollups ?? []) : []
  if (desc === undefined || more.length > 0) throw new TypeError('one text describes one rollup')
  return rollupFromDesc(desc)
}

function byName<T extends { readonly name: string }>(
  scope: ColumnScope,
  clause: string,
  items: readonly T[],
): Readonly<Record<string, T>> {
  const names = new Set<string>()
  for (const { name } of items) {
    if (names.has(name)) throw new InvalidModelError(`${clause} ${name} is declared twice`, { model: scope.label })
    names.add(name)
  }
  return Object.fromEntries(items.map((item) => [item.name, item]))
}

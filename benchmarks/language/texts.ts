import { parseStatements, printStatement } from 'starrocks-kit/language'
import type { ColumnDefinition, CreateTableStatement, ScalarTypeName } from 'starrocks-kit/language'
import { hasCorpus, readRecord } from '../../tests/corpus.ts'

/** The statements to measure with, and where they come from. */
export interface Texts {
  readonly origin: string
  /** What SHOW CREATE prints. */
  readonly showCreate: readonly string[]
  /** Statements of any kind, as people write them. */
  readonly statements: readonly string[]
}

/** Recorded texts when they lie beside the checkout, else generated ones. */
export function loadTexts(): Texts {
  return hasCorpus ? recorded() : generated()
}

interface Step {
  readonly sql?: string
  readonly error?: unknown
  readonly probes?: unknown
}

function recorded(): Texts {
  const showCreate = new Set<string>()
  const statements = new Set<string>()
  for (const file of ['engine.jsonl', 'transcripts.jsonl']) {
    for (const { steps } of readRecord<{ readonly steps: readonly Step[] }>(file)) {
      for (const { sql, error, probes } of steps) {
        for (const text of stringsOf(probes)) if (/^CREATE [A-Z ]*(?:TABLE|VIEW) /.test(text)) showCreate.add(text)
        if (sql !== undefined && error === undefined && !sql.includes('${')) statements.add(sql)
      }
    }
  }
  return {
    origin: 'recorded answers of StarRocks servers',
    showCreate: readable(showCreate),
    statements: readable(statements),
  }
}

/** Every text inside a value read from JSON. */
function* stringsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) yield* stringsOf(inner)
}

function readable(texts: Iterable<string>): readonly string[] {
  return [...texts].filter((text) => parseStatements(text).errors.length === 0)
}

const TYPES: readonly ScalarTypeName[] = ['int', 'bigint', 'double', 'date', 'datetime', 'boolean', 'string', 'json']

/** Tables of many widths, and queries on them: the same at each run. */
function generated(): Texts {
  const tables = Array.from({ length: 600 }, (_, i) => table(i))
  return {
    origin: 'generated (the records of real servers are not at hand)',
    showCreate: tables.map(printStatement),
    statements: tables.flatMap((statement, i) => [
      query(statement, i),
      `SELECT * FROM table_${i} WHERE column_0 = ${i}`,
    ]),
  }
}

function table(seed: number): CreateTableStatement {
  const columns = Array.from({ length: 3 + (seed % 40) }, (_, i): ColumnDefinition => ({
    kind: 'ColumnDefinition',
    name: `column_${i}`,
    type: { kind: 'ScalarType', name: TYPES[(seed + i) % TYPES.length] ?? 'int' },
    nullable: i > 0,
    comment: i % 3 === 0 ? `what column ${i} holds` : '',
  }))
  return {
    kind: 'CreateTableStatement',
    name: { kind: 'QualifiedName', parts: [`table_${seed}`] },
    columns,
    engine: 'OLAP',
    key: { kind: 'KeyDesc', type: seed % 2 === 0 ? 'PRIMARY' : 'DUPLICATE', columns: ['column_0'] },
    comment: `table number ${seed}`,
    distribution: { kind: 'HashDistributionDesc', columns: ['column_0'], buckets: 1 + (seed % 16) },
    properties: [
      { kind: 'Property', key: 'compression', value: 'LZ4' },
      { kind: 'Property', key: 'replicated_storage', value: 'true' },
      { kind: 'Property', key: 'replication_num', value: '3' },
    ],
  }
}

function query({ columns }: CreateTableStatement, seed: number): string {
  const names = columns.map(({ name }) => name)
  return `SELECT ${names.join(', ')}, COUNT(*) AS total FROM table_${seed} AS t INNER JOIN table_0 AS u ON t.column_0 = u.column_0
WHERE t.column_1 > ${seed} AND (u.column_2 IS NOT NULL OR t.column_1 IN (1, 2, 3)) GROUP BY ${names.join(', ')} ORDER BY total DESC LIMIT 10`
}

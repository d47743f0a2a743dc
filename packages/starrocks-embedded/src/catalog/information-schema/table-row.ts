import type { SqlValue } from '../../sql/scope.ts'

/** What is known of a table or view; the server has none of the other columns for any. */
export interface TableFacts {
  readonly database: string
  readonly name: string
  readonly type: 'BASE TABLE' | 'VIEW' | 'SYSTEM VIEW'
  readonly engine: string
  /** Whether it has rows of its own. */
  readonly stored: boolean
  readonly created?: string | undefined
  readonly comment?: string | undefined
}

/** A row of `information_schema.tables`, with which a row of `temp_tables` begins. */
export function tableRow({ database, name, type, engine, stored, created, comment }: TableFacts): readonly SqlValue[] {
  const size = stored ? 0 : null
  return [
    'def',
    database,
    name,
    type,
    engine,
    null,
    null,
    size,
    size,
    size,
    null,
    null,
    null,
    null,
    created ?? null,
    (stored ? created : undefined) ?? null,
    null,
    'utf8_general_ci',
    null,
    null,
    comment ?? '',
  ]
}

import { databaseKey, maskedPipeStatement } from 'starrocks-kit/schema'
import type { ShowStatement } from 'starrocks-kit/language'
import type { CatalogData } from '../data/catalog-data.ts'
import type { PipeEntry } from '../data/load-objects.ts'
import type { ResultTable } from '../result/result-table.ts'
import { timeText } from '../result/time-text.ts'
import type { ShowContext } from './show-context.ts'
import { shownDatabase } from './show-names.ts'

/** The parts of a pipe's name, and the table that it loads into as a frontend shows it. */
export function pipePlace({ pipe }: PipeEntry): {
  readonly database: string
  readonly name: string
  readonly table: string
} {
  const [database = '', name = ''] = pipe.name.split('.')
  const [, table = ''] = /^INSERT INTO (?:[^ ]*\.)?([^ (]+)/u.exec(pipe.statement) ?? []
  return { database, name, table: `${database}.${table.replaceAll('`', '')}` }
}

/** What a pipe has loaded: nothing here. */
export const LOAD_STATUS = '{"loadedFiles":0,"loadedBytes":0,"loadingFiles":0}'

/** SHOW PIPES (ShowPipeStmt). */
export function showPipes(statement: ShowStatement, context: ShowContext): ResultTable {
  const { name: database } = shownDatabase(statement.from, context)
  const entries = Object.values(context.catalog.data.pipes).filter((entry) => pipePlace(entry).database === database)
  return {
    columns: [
      'DATABASE_NAME',
      'PIPE_ID',
      'PIPE_NAME',
      'STATE',
      'TABLE_NAME',
      'LOAD_STATUS',
      'LAST_ERROR',
      'CREATED_TIME',
    ],
    rows: entries.map((entry) => {
      const { name, table } = pipePlace(entry)
      return [database, String(entry.id), name, entry.state, table, LOAD_STATUS, null, timeText(entry.createdAt)]
    }),
  }
}

/** DESC PIPE (DescPipeStmt). Secrets of FILES are masked, as they are not kept; a frontend shows them. */
export function describePipe(entry: PipeEntry, data: CatalogData): ResultTable {
  const { database, name, table } = pipePlace(entry)
  const { statement, properties = {} } = entry.pipe
  const [, path = ''] = /"path" = "((?:[^"\\]|\\[^])*)"/u.exec(statement) ?? []
  // A TreeMap, which is in order.
  const sorted = Object.entries(properties).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return {
    columns: ['DATABASE_ID', 'ID', 'NAME', 'TYPE', 'TABLE_NAME', 'SOURCE', 'SQL', 'PROPERTIES'],
    rows: [
      [
        String(data.databases[databaseKey(database)]?.id ?? ''),
        String(entry.id),
        name,
        'FILE',
        table,
        `FILE_SOURCE(path=${path})`,
        maskedPipeStatement(entry.pipe),
        sorted.length === 0 ? '' : JSON.stringify(Object.fromEntries(sorted)),
      ],
    ],
  }
}

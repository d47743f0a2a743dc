import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Dialect, init, parse as parsePolyglot } from '@polyglot-sql/sdk'
import type { MySQL } from 'dt-sql-parser'
import nodeSqlParser from 'node-sql-parser/build/mariadb.js'
import { build } from 'rolldown'
import { parseStatements } from 'starrocks-kit/language'

/** A SQL parser as the benchmark sees it. */
export interface SqlParser {
  readonly name: string
  /** Makes a syntax tree. Throws, or returns false, when it cannot. */
  readonly parse: (sql: string) => boolean
}

export const OURS: SqlParser = { name: 'starrocks-kit', parse: (sql) => parseStatements(sql).errors.length === 0 }

/** The others, each with its nearest dialect: MySQL, MariaDB (the one that reads most of these texts) and StarRocks. */
export async function otherParsers(): Promise<readonly SqlParser[]> {
  await init()
  const mysql = await createMySqlParser()
  const mariadb = new nodeSqlParser.Parser()
  return [
    {
      name: 'dt-sql-parser (MySQL)',
      parse: (sql) => {
        let errors = 0
        mysql.parse(sql, () => void errors++)
        return errors === 0
      },
    },
    { name: 'node-sql-parser (MariaDB)', parse: (sql) => Boolean(mariadb.astify(sql, { database: 'mariadb' })) },
    { name: '@polyglot-sql/sdk (StarRocks)', parse: (sql) => parsePolyglot(sql, Dialect.StarRocks).success },
  ]
}

/** dt-sql-parser is made for bundlers: its modules import folders, which Node does not resolve. */
async function createMySqlParser(): Promise<MySQL> {
  const folder = await mkdtemp(join(tmpdir(), 'starrocks-kit-bench-'))
  try {
    const entry = {
      input: { parser: 'dt-sql-parser' },
      cwd: import.meta.dirname,
      platform: 'node',
      logLevel: 'silent',
    } as const
    await build({ ...entry, output: { dir: folder, format: 'esm', entryFileNames: '[name].mjs' } })
    const module = (await import(pathToFileURL(join(folder, 'parser.mjs')).href)) as { readonly MySQL: new () => MySQL }
    return new module.MySQL()
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The texts that a parser understands. */
export function understood(parser: SqlParser, texts: readonly string[]): readonly string[] {
  return texts.filter((text) => {
    try {
      return parser.parse(text)
    } catch {
      return false
    }
  })
}

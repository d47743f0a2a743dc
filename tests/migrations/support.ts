import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from 'starrocks-embedded'
import type { EmbeddedServer, ServerOptions } from 'starrocks-embedded'
import { connect } from 'starrocks-kit'
import type { Connection } from 'starrocks-kit'
// The folder is opened by commands in the application; tests of the migrator open it themselves.
import { Migrator, revisionFolder } from '../../packages/starrocks-kit/src/migrations/index.ts'
import type { MigratorContext } from '../../packages/starrocks-kit/src/migrations/index.ts'

const TARGET = {
  version: { major: 3, minor: 5, patch: 0, label: '3.5' },
  runMode: 'shared_nothing' as const,
}

/** A server with an empty database `demo`, and a folder of revisions. */
export interface Place {
  readonly server: EmbeddedServer
  readonly url: string
  readonly folder: string
  connect(url?: string): Promise<Connection>
  migrator(connection: Connection, context?: Partial<MigratorContext>): Migrator
  /** Writes a revision file. */
  revision(id: string, down: string | null, upgrade: readonly string[], downgrade?: readonly string[]): Promise<void>
}

export async function withPlace(
  work: (place: Place) => Promise<void>,
  options: Partial<ServerOptions> = {},
): Promise<void> {
  const server = await startServer(options)
  const folder = await mkdtemp(join(tmpdir(), 'starrocks-kit-migrations-'))
  const open: Connection[] = []
  const url = `${server.url}/demo`
  let loads = 0
  const place: Place = {
    server,
    url,
    folder,
    connect: async (to = url) => {
      const connection = await connect(to)
      open.push(connection)
      return connection
    },
    migrator: (connection, context = {}) => {
      // A new process would read changed files again: the import cache must not hide them.
      const query = `?${String(++loads)}`
      return new Migrator({
        connection,
        folder: revisionFolder([join(folder, 'migrations')], {
          cwd: folder,
          importModule: (path) => import(/* @vite-ignore */ `${path}${query}`) as Promise<unknown>,
        }),
        target: TARGET,
        defaultDatabase: 'demo',
        ledger: { properties: { replication_num: '1' } },
        ...context,
      })
    },
    revision: async (id, down, upgrade, downgrade = []) => {
      await mkdir(join(folder, 'migrations'), { recursive: true })
      await writeFile(join(folder, 'migrations', `${id}.mjs`), revisionText(id, down, upgrade, downgrade))
    },
  }
  try {
    const first = await connect(server.url)
    await first.query('CREATE DATABASE IF NOT EXISTS demo')
    await first.close()
    await work(place)
  } finally {
    await Promise.allSettled(open.map((connection) => connection.close()))
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** The text of a revision file. */
export function revisionText(
  id: string,
  down: string | null,
  upgrade: readonly string[],
  downgrade: readonly string[] = [],
): string {
  return (
    `// ${id} message\nexport const revision = '${id}'\nexport const downRevision = ${down === null ? 'null' : `'${down}'`}\n` +
    `export function upgrade(op) {\n${upgrade.join('\n')}\n}\nexport function downgrade(op) {\n${downgrade.join('\n')}\n}\n`
  )
}

/** A line of a revision: makes a table with the columns `id` and `v`. */
export const createTable = (name: string): string =>
  `op.createTable('${name}', { columns: [{ name: 'id', type: 'INT', nullable: false }, { name: 'v', type: 'INT' }], key: 'PRIMARY KEY (id)', distributedBy: 'HASH(id) BUCKETS 2', properties: { replication_num: '1' } })`

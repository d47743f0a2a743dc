import { randomBytes } from 'node:crypto'
import { startServer } from 'starrocks-embedded'
import type { ServerOptions } from 'starrocks-embedded'
import { connect } from 'starrocks-kit'
import type { Connection } from 'starrocks-kit'
import { test as base } from 'vitest'
import { detectTarget } from '../../../packages/starrocks-kit/src/introspection/index.ts'
import type { Target } from '../../../packages/starrocks-kit/src/schema/index.ts'

/** The server of a test file, and nothing on it that belongs to the tests yet. */
export interface TestServer {
  /** Without a database. */
  readonly url: string
  readonly target: Target
}

/** A new, empty database. It is dropped after the test, however that ends. */
export interface TestDatabase {
  readonly name: string
  /** The URL that leads to it. */
  readonly url: string
  readonly target: Target
  /** A session whose current database it is. */
  readonly connection: Connection
  /** Creates another database, which is dropped too; the name is given back. */
  another(): Promise<string>
}

/** The server given by `STARROCKS_URL`, if any; else every test file has an embedded one of its own. */
const URL_OF_SERVER = process.env['STARROCKS_URL']

/** The versions that an embedded server is started as; a server that is there already has its own. */
const VERSIONS: readonly string[] = ['3.3', '3.5', '4.1']

/** A version and the `test` to use for it. It has to be called at the top of a file: the server lives as long as that. */
export function eachVersion(
  versions = VERSIONS,
): readonly (readonly [version: string, test: ReturnType<typeof serverTest>])[] {
  if (URL_OF_SERVER !== undefined) return [['of STARROCKS_URL', serverTest()]]
  return versions.map((version) => [version, serverTest({ version })])
}

/** A `test` whose fixtures are the file's server and a database for each test. */
export function serverTest(options: ServerOptions = {}) {
  return base.extend<{ readonly server: TestServer; readonly database: TestDatabase }>({
    server: [
      // oxlint-disable-next-line no-empty-pattern -- vitest reads the names of the fixtures that are used
      async ({}, use) => {
        if (URL_OF_SERVER !== undefined) {
          await use({ url: URL_OF_SERVER.replace(/\/+$/u, ''), target: await targetOf(URL_OF_SERVER) })
          return
        }
        await using server = await startServer(options)
        await use({ url: server.url, target: await targetOf(server.url) })
      },
      { scope: 'file' },
    ],
    database: async ({ server }, use) => {
      const names: string[] = []
      const admin = await connect(server.url)
      const create = async (): Promise<string> => {
        const name = `kit_test_${randomBytes(6).toString('hex')}`
        names.push(name)
        await admin.query(`CREATE DATABASE ${name}`)
        return name
      }
      try {
        const name = await create()
        const connection = await connect(`${server.url}/${name}`)
        try {
          await use({ name, url: `${server.url}/${name}`, target: server.target, connection, another: create })
        } finally {
          await connection.close()
        }
      } finally {
        for (const name of names) await admin.query(`DROP DATABASE IF EXISTS ${name} FORCE`)
        await admin.close()
      }
    },
  })
}

async function targetOf(url: string): Promise<Target> {
  const connection = await connect(url)
  try {
    return await detectTarget(connection)
  } finally {
    await connection.close()
  }
}
